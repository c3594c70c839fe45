"""Which version of the plugin API this is."""

API_VERSION = "1.0"
"""Major and minor. A new name or hook raises the minor; taking away or changing one raises the major.

A plugin's module may state what it was written for as `SACRAL_EDU_API = "1"` or `"1.0"`.
"""
