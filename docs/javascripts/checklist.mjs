/** <check-list>: ticks that last; <request-table>: the rows of the exercise. */
import { button, put } from './element.mjs'
import { Follower } from './follower.mjs'
import * as progress from './progress.mjs'

const QUIET = 300 // ms without a key before a row is kept
const ROWS = 6 // at least, and one to go on with

class CheckList extends Follower {
  make() {
    this.one('.rt-done').hidden = false
    for (const box of this.#boxes()) {
      box.addEventListener('change', () => progress.set(`item:${box.dataset['item']}`, { done: box.checked }))
    }
  }

  show() {
    const boxes = this.#boxes()
    for (const box of boxes) box.checked = progress.get(`item:${box.dataset['item']}`)?.done === true
    const ticked = boxes.filter(({ checked }) => checked).length
    put(this.one('.rt-done'), `${Math.floor((100 * ticked) / boxes.length)}% complete: ${ticked} of ${boxes.length}`)
  }

  #boxes() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('input[data-item]')])
  }
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

class RequestTable extends Follower {
  #timer = 0

  make() {
    const acts = this.one('.rt-acts')
    acts.hidden = false
    acts.append(
      button('Add a row', () => this.#add().querySelector('textarea')?.focus()),
      button('Copy as a table', () => this.#copy())
    )
    this.one('.rt-done').hidden = false
    this.addEventListener('input', ({ target }) => {
      const row = target instanceof Element && target.closest('tr')
      if (!row) return
      row.dataset['id'] ||= `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 6)}`
      row.dataset['typed'] = ''
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#keep(), QUIET)
    })
    this.addEventListener('change', () => this.#keep())
  }

  disconnectedCallback() {
    this.#keep()
    super.disconnectedCallback()
  }

  show() {
    const kept = [...progress.all(this.#start)].filter(([, { cells = {} }]) => Object.values(cells).some(Boolean))
    kept.sort(([one], [other]) => (one < other ? -1 : 1)) // ids begin with the time
    while (this.#rows().length < Math.max(ROWS, kept.length + 1)) this.#add()
    for (const [i, row] of this.#rows().entries()) {
      if (row.dataset['typed'] !== undefined) continue // being typed here: it is kept in a moment
      const [id = '', entry] = kept[i] ?? []
      row.dataset['id'] = id
      for (const field of fields(row)) field.value = entry?.cells?.[field.name] ?? ''
    }
    this.#count()
  }

  get #start() {
    return `row:${this.data('module')}/`
  }

  #rows() {
    return /** @type {HTMLTableRowElement[]} */ ([...this.querySelectorAll('tbody tr')])
  }

  #add() {
    const rows = this.#rows()
    const made = /** @type {HTMLTableRowElement} */ (rows[0]?.cloneNode(true))
    delete made.dataset['id']
    for (const field of fields(made)) {
      field.value = ''
      field.setAttribute('aria-label', field.getAttribute('aria-label')?.replace(/\d+$/, `${rows.length + 1}`) ?? '')
    }
    this.querySelector('tbody')?.append(made)
    return made
  }

  #keep() {
    clearTimeout(this.#timer)
    for (const row of this.#rows()) {
      if (row.dataset['typed'] === undefined) continue
      delete row.dataset['typed']
      const cells = Object.fromEntries(fields(row).map(({ name, value }) => [name, value.slice(0, 300)]))
      progress.set(this.#start + row.dataset['id'], { cells }, this)
    }
    this.#count()
  }

  #count() {
    const rows = this.#rows().filter((row) => fields(row).some(({ value }) => value.trim()))
    const tiers = rows.map((row) => fields(row).find(({ name }) => name === 'tier')?.value).filter(Boolean)
    const each = [...new Set(tiers)].map((tier) => `${tiers.filter((one) => one === tier).length} ${tier}`)
    const said = `${rows.length} request${rows.length === 1 ? '' : 's'}, ${tiers.length} with a verdict`
    put(this.one('.rt-done'), rows.length ? `${said}${each.length ? `: ${each.join(', ')}` : ''}.` : '')
  }

  async #copy() {
    const head = [...this.querySelectorAll('thead th')].map((each) => each.textContent ?? '')
    const rows = this.#rows().map((row) => fields(row).map(({ value }) => value.replace(/\s+/g, ' ').trim()))
    const text = [head, ...rows.filter((row) => row.some(Boolean))].map((row) => row.join('\t')).join('\n')
    const said = await navigator.clipboard.writeText(text).then(
      () => 'Copied. Paste it into a spreadsheet.',
      () => 'This browser does not let the page copy.'
    )
    put(this.one('.rt-done'), said)
  }
}

/**
 * @param {Element} row
 * @returns {Field[]}
 */
function fields(row) {
  return [...row.querySelectorAll('input, textarea, select')]
    .filter((each) => 'value' in each)
    .map((each) => /** @type {Field} */ (each))
}

customElements.define('check-list', CheckList)
customElements.define('request-table', RequestTable)
