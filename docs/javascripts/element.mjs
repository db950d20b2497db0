/** The few words that elements are written with. */

/** The site's root: the scripts lie in a folder of its assets. */
export const ROOT = new URL('../../', import.meta.url).href

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...(string | Node)} inside
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...inside)
  return made
}

/**
 * @param {string} text
 * @param {() => unknown} act
 * @param {string} [kind]
 */
export function button(text, act, kind = '') {
  const made = element('button', { type: 'button', ...(kind && { class: kind }) }, text)
  made.addEventListener('click', () => void act())
  return made
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/**
 * A day as it is said: 26 November 2026.
 *
 * @param {number} time
 */
export function day(time) {
  return new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}
