/**
 * The reader's own figures: in the tables of prices, limits and assumptions a field for each.
 *
 * What was typed is held by path, a figure's name in calc. The fields only show it: the same figure in two sections has
 * two fields, and there may be hundreds of figures, so those of a section are made when it is opened.
 */
import { warm } from './client.mjs'
import { element } from './element.mjs'

let made = 0 // for ids that no other field has

export class Figures {
  #work
  #model
  #edited
  /** @type {Map<string, string>} what was typed, by path; what was emptied is not in it */
  #typed = new Map()
  /** @type {Set<string>} */
  #touched = new Set()
  /** @type {Record<string, string>} how the figures are shown that the last answer took from the reader, by path */
  #own = {}
  /** @type {Record<string, string>} */
  #errors = {}
  /** @type {Map<string, HTMLTableRowElement[]> | undefined} */
  #found
  /** @type {Set<HTMLTableRowElement>} */
  #drawn = new Set()

  /**
   * @param {HTMLElement} work what the sections are in
   * @param {string} model
   * @param {() => void} edited is called after each edit
   */
  constructor(work, model, edited) {
    this.#work = work
    this.#model = model
    this.#edited = edited
    // A toggle does not rise to the elements around it, but is heard on its way down.
    work.addEventListener('toggle', ({ target }) => this.#opened(target), true)
    for (const section of work.querySelectorAll('details')) this.#opened(section)
  }

  /** What was typed, by path: nothing of what was left alone. */
  get typed() {
    return Object.fromEntries(this.#typed)
  }

  /**
   * What was typed in every figure that was ever touched here; null where nothing is left.
   *
   * @returns {Record<string, string | null>}
   */
  get changes() {
    return Object.fromEntries([...this.#touched].map((path) => [path, this.#typed.get(path) ?? null]))
  }

  /**
   * Take the reader's figures for what this calculator has, and say whether anything changed.
   *
   * @param {Record<string, string>} prices
   */
  take(prices) {
    const wanted = new Map(Object.entries(prices).filter(([path]) => this.#rows(path).length))
    const changed =
      wanted.size !== this.#typed.size || [...wanted].some(([path, text]) => this.#typed.get(path) !== text)
    if (!changed) return false
    this.#typed = wanted
    this.#draw()
    return true
  }

  /**
   * The figures of an answer that are the reader's own, and which of several each row now shows: the price of the
   * broker size taken, say. A refusal and a failure have no *slots*, and leave the rows what they are.
   *
   * @param {Record<string, string>} own
   * @param {Record<string, string>} [slots]
   */
  show(own, slots = {}) {
    const before = this.#own
    this.#own = own
    for (const row of this.#work.querySelectorAll('tr[data-path-slot]')) {
      const { dataset } = /** @type {HTMLElement} */ (row)
      dataset['path'] = slots[dataset['pathSlot'] ?? ''] ?? dataset['path']
    }
    for (const path of Object.keys({ ...before, ...own })) {
      for (const row of this.#rows(path)) row.toggleAttribute('data-own', (row.dataset['path'] ?? '') in own)
    }
    this.#draw()
  }

  /**
   * The message of each field at it, or none; the section of one opens.
   *
   * @param {Record<string, string>} errors
   */
  mark(errors) {
    this.#errors = errors
    for (const path of Object.keys(errors)) this.#open(path)
    this.#draw()
  }

  /** Bring the reader to the first figure of their own. */
  lead() {
    const path = Object.keys(this.#own)[0] ?? ''
    const row = this.#open(path)
    if (row) field(row, path)?.querySelector('input')?.focus()
  }

  /**
   * The rows that are for a path. Most readers change no figure, so the rows are looked through when one is wanted.
   *
   * @param {string} path
   */
  #rows(path) {
    if (!this.#found) {
      this.#found = new Map()
      for (const row of this.#work.querySelectorAll('tr')) {
        for (const each of pathsOf(row)) this.#found.set(each, [...(this.#found.get(each) ?? []), row])
      }
    }
    return this.#found.get(path) ?? []
  }

  /**
   * A row of that figure in a section that is open; if there is none, the first section that has it opens.
   *
   * @param {string} path
   */
  #open(path) {
    const rows = this.#rows(path)
    const row = rows.find((each) => each.closest('details')?.open) ?? rows[0]
    const section = row?.closest('details')
    if (section) section.open = true
    if (section) this.#opened(section)
    return row
  }

  /** @param {EventTarget | null} section */
  #opened(section) {
    if (!(section instanceof HTMLDetailsElement) || !section.open) return
    for (const row of section.querySelectorAll('tr')) {
      if (pathsOf(row).length && !this.#drawn.has(row)) this.#drawRow(row)
    }
  }

  #draw() {
    for (const row of this.#drawn) this.#drawRow(row)
  }

  /**
   * Where a row may mean several figures there is a field for the one that it shows and for each that was typed: what
   * was typed for one broker size never turns into the price of another.
   *
   * @param {HTMLTableRowElement} row
   */
  #drawRow(row) {
    this.#drawn.add(row)
    let last = row.querySelector('[data-slot]')
    for (const path of pathsOf(row)) {
      let found = field(row, path)
      const wanted = path === row.dataset['path'] || this.#typed.has(path)
      if (!found && wanted) {
        found = this.#make(row, path)
        last?.after(found)
      } else if (found && !wanted && !found.contains(document.activeElement)) {
        found.remove()
        continue
      }
      if (!found) continue
      this.#fresh(found, path, path === row.dataset['path'])
      last = found
    }
  }

  /**
   * @param {HTMLElement} found
   * @param {string} path
   * @param {boolean} shown whether the row shows this figure
   */
  #fresh(found, path, shown) {
    const [input, reset, mine, error] = /** @type {[HTMLInputElement, HTMLElement, HTMLElement, HTMLElement]} */ (
      ['input', 'button', '.rt-mine', '.rt-error'].map((selector) => found.querySelector(selector))
    )
    const text = this.#typed.get(path) ?? ''
    const message = this.#errors[path] ?? ''
    if (input.value !== text) input.value = text
    reset.hidden = !text
    mine.textContent = shown ? '' : (this.#own[path] ?? '')
    error.textContent = message
    if (message) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
  }

  /**
   * @param {HTMLTableRowElement} row
   * @param {string} path
   */
  #make(row, path) {
    const id = `${this.#model}-figure-${++made}`
    const title = row.querySelector('th span') ?? row
    title.id ||= `${id}-title`
    const { before = '', after = '' } = row.querySelector('td')?.dataset ?? {}
    const option = optionsOf(row)[path]
    const label = element('label', { id: `${id}-label`, for: id }, option ? `Yours, for ${option}` : 'Yours')
    const input = element('input', {
      id,
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      'aria-labelledby': `${title.id} ${label.id}`,
      'aria-describedby': `${id}-error ${id}-unit`
    })
    const name = `Reset ${title.textContent}${option ? `, for ${option}` : ''}`
    const reset = element('button', { type: 'button', 'aria-label': name }, 'Reset')
    const found = element(
      'div',
      { class: 'rt-own', 'data-of': path },
      label,
      element('span', { class: 'rt-box' }, element('span', { class: 'rt-sign' }, before), input),
      element('span', { id: `${id}-unit`, class: 'rt-unit' }, after),
      reset,
      element('span', { class: 'rt-mine' }),
      element('p', { id: `${id}-error`, class: 'rt-error' })
    )
    input.addEventListener('focus', warm)
    input.addEventListener('input', () => this.#type(path, input.value))
    reset.addEventListener('click', () => {
      input.focus() // the button goes
      this.#type(path, '')
    })
    return found
  }

  /**
   * @param {string} path
   * @param {string} text
   */
  #type(path, text) {
    this.#touched.add(path)
    if (text) this.#typed.set(path, text)
    else this.#typed.delete(path)
    this.#draw()
    this.#edited()
  }
}

/**
 * The options that each figure of a row is for, by path; a figure alone is for all.
 *
 * @param {HTMLElement} row
 * @returns {Record<string, string>}
 */
function optionsOf({ dataset: { path, paths } }) {
  if (paths) return JSON.parse(paths)
  return path ? { [path]: '' } : {}
}

/** @param {HTMLElement} row */
function pathsOf(row) {
  return Object.keys(optionsOf(row))
}

/**
 * @param {HTMLTableRowElement} row
 * @param {string} path
 */
function field(row, path) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('.rt-own'))].find(
    (each) => each.dataset['of'] === path
  )
}
