"""The directive `{sacral-picture}`: a drawing of a dysfunction, made from the model when the book is built.

    ```{sacral-picture} L_ON_L
    ```

With `:beside-normal:` the normal sacrum stands beside it.
"""

from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.pictures import draw_beside_normal, draw_dysfunction
from sacral_edu.domain.errors import SacralEduError

_logger = logging.getLogger(__name__)


class SacralPicture(SphinxDirective):
    """Puts a drawing into the page, with its text alternative and a caption."""

    required_arguments = 1
    has_content = False
    option_spec = {"beside-normal": directives.flag}  # noqa: RUF012 docutils reads this from the class

    def run(self) -> list[nodes.Node]:
        """Return the drawing as raw HTML, or warn with file and line about an unknown dysfunction."""
        name = self.arguments[0]
        uid = f"picture-{self.env.new_serialno('sacral-picture')}"
        draw = draw_beside_normal if "beside-normal" in self.options else draw_dysfunction
        try:
            drawn = draw(name, uid=uid)
        except SacralEduError as error:
            _logger.warning("sacral-picture: %s", error, location=self.get_location(), type="sacral_picture")
            return []
        caption = escape(f"{dysfunctions()[name].name}, seen from behind; displacement exaggerated.")
        html = f'<figure class="sacral-picture">{drawn.svg}<figcaption>{caption}</figcaption></figure>'
        return [nodes.raw("", html, format="html")]
