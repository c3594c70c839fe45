/**
 * What stays in this browser, under the reader's control. Storage may be full, switched off or forbidden
 * (private windows, embedded pages); then everything works all the same, only nothing is remembered.
 */

/** @typedef {"sessionStorage"|"localStorage"} Place */

/**
 * @param {string} key
 * @param {Place} [place]
 * @returns {any} null where there is nothing that can be read
 */
export function read(key, place = "localStorage") {
  try {
    return JSON.parse(window[place].getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value null forgets
 * @param {Place} [place]
 * @returns {boolean} whether it is kept
 */
export function write(key, value, place = "localStorage") {
  try {
    if (value === null) window[place].removeItem(key);
    else window[place].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
