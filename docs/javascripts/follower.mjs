/** What the course's elements have in common: they follow the reader's progress, and know the pages of the course. */
import { ROOT } from './element.mjs'
import { onChange } from './progress.mjs'

/** An element that shows something of the reader's progress, and follows it. */
export class Follower extends HTMLElement {
  #end = () => {}
  #made = false

  connectedCallback() {
    if (!this.#made) this.make()
    this.#made = true
    this.#end = onChange((source) => {
      if (source !== this) this.show()
    })
    this.show()
  }

  disconnectedCallback() {
    this.#end()
  }

  /** Once, before it is shown. */
  make() {}

  /** At each change. */
  show() {}

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  one(selector) {
    const found = this.querySelector(selector)
    if (!(found instanceof HTMLElement)) throw new Error(`${this.localName} has no ${selector}`)
    return found
  }

  /** @param {string} name */
  data(name) {
    return this.dataset[name] ?? ''
  }
}

/** @param {Element} from the element of a page, or in it */
export function place(from) {
  const found = from.closest('.md-content')?.querySelector('course-place')
  return found instanceof HTMLElement ? found : undefined
}

/**
 * The pages that progress is counted in.
 *
 * @param {Element} from
 * @returns {{ id: string, url: string, minutes: number, name: string }[]}
 */
export function pagesOf(from) {
  const found = place(from)
  /** @type {[string, string, number, string][]} */
  const known = JSON.parse(found?.dataset['pages'] ?? '[]')
  return known.map(([id, url, minutes, name]) => ({ id, url: ROOT + url, minutes, name }))
}
