/** Links to one patient: `page.html#patient=g1-7-0/tart/evidence`. The id makes the same case anywhere. */

const MARK = "#patient=";

/** @param {string} itemId */
export function linkTo(itemId) {
  const here = new URL(window.location.href);
  here.search = "";
  here.hash = `${MARK}${itemId}`;
  return here.href;
}

/** @returns {string|null} the item that the page's address asks for */
export function linkedItem() {
  const { hash } = window.location;
  if (!hash.startsWith(MARK)) return null;
  try {
    return decodeURIComponent(hash.slice(MARK.length));
  } catch {
    return null;
  }
}

/** Take the link out of the page's address: another patient is shown now. */
export function unlink() {
  const { pathname, search } = window.location;
  if (linkedItem() !== null) window.history.replaceState(null, "", pathname + search);
}

/**
 * The kind of an item: its scorer and name, without the case.
 * @param {string} itemId
 */
export function kindOf(itemId) {
  return itemId.split("/").slice(1).join("/");
}

/** The page as the book names it: its path below the book's root, without the ending. */
export function pageName() {
  const root = new URL(document.documentElement.dataset.content_root || "./", window.location.href).pathname;
  const path = window.location.pathname;
  const below = path.startsWith(root) ? path.slice(root.length) : path;
  return decodeURIComponent(below.replace(/\.html$/, "")) || "index";
}
