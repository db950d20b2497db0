/**
 * <price-list>: every entry is already in the page; this hides those that are not looked for, and puts them in order.
 *
 * It knows an entry by its data attributes, and finds words in what the reader can see of it.
 */

const QUIET = 400 // ms without a change before the count is said: a screen reader need not hear one at every key
const TRUST = ['unverified', 'secondary', 'official']

/** @typedef {(a: HTMLElement, b: HTMLElement) => number} Order */

/** @type {Record<string, Order>} */
const ORDERS = {
  name: (a, b) => title(a).localeCompare(title(b), 'en'),
  oldest: (a, b) => compare(checked(a), checked(b)),
  newest: (a, b) => compare(checked(b), checked(a)),
  confidence: (a, b) => TRUST.indexOf(a.dataset['confidence'] ?? '') - TRUST.indexOf(b.dataset['confidence'] ?? '')
}

/**
 * What was looked for, by the name of the field: it outlives the element when the reader comes back.
 *
 * @type {Record<string, string>}
 */
let asked = {}

class PriceList extends HTMLElement {
  #quiet = 0
  #gone = new AbortController()
  /** @type {HTMLElement[]} headings and entries as they stand in the page, service by service */
  #all = []
  /** @type {Map<HTMLElement, string>} what words are looked for in */
  #texts = new Map()

  connectedCallback() {
    const { signal } = (this.#gone = new AbortController())
    this.#all = /** @type {HTMLElement[]} */ ([...this.#one('.rt-list').children])
    for (const each of this.#entries) this.#texts.set(each, (each.textContent ?? '').toLowerCase())
    this.#form.hidden = false
    this.#one('.rt-services').hidden = true // the form does what it does
    for (const field of this.#fields()) {
      if (field.type === 'checkbox') /** @type {HTMLInputElement} */ (field).checked = field.name in asked
      else field.value = asked[field.name] ?? ''
    }
    this.#form.addEventListener('input', () => this.#update(), { signal })
    this.#form.addEventListener('submit', (event) => event.preventDefault(), { signal })
    this.#one('.rt-found button').addEventListener('click', () => this.#clear(), { signal })
    addEventListener('hashchange', () => this.#reveal(), { signal })
    this.#update()
    this.#reveal()
  }

  disconnectedCallback() {
    clearTimeout(this.#quiet)
    this.#gone.abort()
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.#one('form'))
  }

  get #entries() {
    return this.#all.filter((each) => each.dataset['service'])
  }

  /** @param {string} selector */
  #one(selector) {
    const found = this.querySelector(selector)
    if (!(found instanceof HTMLElement)) throw new Error(`the list of prices has no ${selector}`)
    return found
  }

  /** @returns {(HTMLInputElement | HTMLSelectElement)[]} */
  #fields() {
    return [...this.#form.elements].filter(
      (each) => each instanceof HTMLInputElement || each instanceof HTMLSelectElement
    )
  }

  /** Show what the form asks for, in its order. */
  #update() {
    asked = Object.fromEntries([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]))
    const { words = '', service, confidence, ageing, sort = '' } = asked
    const wanted = words.toLowerCase().split(/\s+/)
    const filtered = Boolean(words.trim() || service || confidence || ageing)
    const shown = new Set()
    for (const each of this.#entries) {
      const { service: of = '', confidence: trust } = each.dataset
      const found =
        (!service || service === of) &&
        (!confidence || confidence === trust) &&
        (!ageing || each.dataset['ageing'] !== undefined) &&
        wanted.every((word) => this.#texts.get(each)?.includes(word))
      each.hidden = !found
      if (found) shown.add(each).add(of)
    }
    const order = ORDERS[sort]
    for (const each of this.#all) if (!each.dataset['service']) each.hidden = Boolean(order) || !shown.has(each.id)
    const list = this.#one('.rt-list')
    list.toggleAttribute('data-mixed', Boolean(order))
    list.append(...(order ? this.#entries.sort(order) : this.#all))
    this.#one('.rt-found button').hidden = !filtered
    const all = this.#entries.length
    const count = this.#entries.filter((each) => !each.hidden).length
    if (!filtered) this.#say(`All ${all} entries.`)
    else if (count) this.#say(`${count} of ${all} entries.`)
    else this.#say(`No entry matches. Clear the filter to see all ${all}.`)
  }

  /** @param {string} text */
  #say(text) {
    clearTimeout(this.#quiet)
    const status = this.#one('[role="status"]')
    if (status.textContent !== text) this.#quiet = setTimeout(() => (status.textContent = text), QUIET)
  }

  /** Show every entry, in the order that was asked for. */
  #clear() {
    const { sort = '' } = asked
    this.#form.reset()
    for (const field of this.#fields()) if (field.name === 'sort') field.value = sort
    this.#one('[name="words"]').focus() // the button goes
    this.#update()
  }

  /** Who followed a link to an entry wants to see it, whatever was looked for before. */
  #reveal() {
    const target = document.getElementById(location.hash.slice(1))
    if (!target?.hidden || !this.contains(target)) return
    this.#form.reset()
    this.#update()
    target.scrollIntoView()
  }
}

/** @param {HTMLElement} entry */
function title(entry) {
  return entry.querySelector('.rt-title')?.textContent ?? ''
}

/** @param {HTMLElement} entry */
function checked(entry) {
  return entry.dataset['checked'] ?? ''
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}

// A newer release may come under instant navigation; its page works with the script that is here.
if (!customElements.get('price-list')) customElements.define('price-list', PriceList)
