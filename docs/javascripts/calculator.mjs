/**
 * <cost-calculator model="queues">: the answer is already in the page; this lets the reader change what it is for.
 *
 * It reads fields and writes texts into slots. No number is computed, rounded or formatted here.
 */
import { Stalled, Superseded, Unavailable, ask, onState, warm } from './client.mjs'
import './charts.mjs'
import { element, put } from './element.mjs'
import { Figures } from './figures.mjs'
import { Pictures } from './pictures.mjs'
import { LONGEST } from './runtime.mjs'
import * as scenario from './scenario.mjs'
import { Traces } from './trace.mjs'

/** @typedef {import('./client.mjs').Reply} Reply */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

const QUIET = 700 // ms without an edit before the answer is announced: a screen reader need not hear every key
const SLOW = 250 // ms without an answer before the page says that it is working; a flash would only distract

const SAID = {
  starting: 'Starting Python in this page: 5 MB, once a visit. The figures below are not yet for your values.',
  working: 'Working it out…',
  refused: 'No answer for these values: see the field marked below.',
  stalled: 'This took too long and was stopped. Change a value, or try again.',
  offline: 'No connection, so Python could not be loaded. The figures are for the default values, not for yours.',
  updated:
    'The site was updated since you opened this page. Reload it to go on; the figures are for the default values.',
  failed: 'Python could not start in this browser. The figures are for the default values, not for yours.',
  broken: 'Something went wrong on the way to this answer. The figures are for the default values, not for yours.'
}

const SLOTS = [
  'data-slot',
  'data-state-slot',
  'data-size-slot',
  'data-rank-slot',
  'data-to-slot',
  'data-used-slot',
  'data-from-slot'
]
const ATTRIBUTES = SLOTS.slice(1)

/** Every text, those that are not in a folded section (most of a comparison is folded), and every attribute. */
const ALL = '[data-slot]'
const SEEN = [':not(.rt-work *)', ':is(.rt-work > details[open] *)', ':is(.rt-work > details > summary *)']
  .map((place) => ALL + place)
  .join()
const MOVING = ATTRIBUTES.map((name) => `[${name}]`).join()

class CostCalculator extends HTMLElement {
  #turn = 0
  #quiet = 0
  #slow = 0
  #live = false // whether the form can be used
  #whole = false // and the rest too
  #old = false // whether this page is of another release than the script
  /** @type {() => void} */
  #finished = () => {}
  #complete = new Promise((/** @type {(value?: undefined) => void} */ resolve) => (this.#finished = resolve))
  #asked = false // whether the figures are an answer of Python's, and no longer the page's own
  /** @type {import('./client.mjs').State} */
  #python = 'idle'
  /** @type {(() => void)[]} */
  #ends = []
  /** @type {Map<string, string>} the texts of the default answer by slot, to fall back on */
  #defaults = new Map()
  /** @type {Figures | undefined} */
  #figures
  /** @type {Traces | undefined} */
  #traces
  /** @type {Pictures | undefined} */
  #pictures

  connectedCallback() {
    const { release } = this.dataset
    this.#old = Boolean(release) && !import.meta.url.includes(release ?? '')
    // The script may run before the parser has come to the end of the element, and most of it is below the form.
    if (this.#parsed()) return
    const look = () => this.isConnected && !this.#parsed() && requestAnimationFrame(look)
    requestAnimationFrame(look)
    // A page in the background has no frames. Not at DOMContentLoaded, which waits for every other script of the page.
    document.addEventListener('readystatechange', () => this.#parsed(), { once: true })
  }

  /** Make live what the parser has brought, and say whether that is all. */
  #parsed() {
    if (!this.#live && this.querySelector('.rt-answer')) {
      this.#live = true
      // An old tab: instant navigation brought a page of a newer release, and the Python here is of the older one.
      if (this.#old) this.#note(SAID.updated)
      else this.#start()
    }
    if (this.#live && !this.#whole && this.querySelector('.rt-end')) {
      this.#whole = true
      if (!this.#old) this.#finish()
    }
    return this.#whole
  }

  /** The form: who turns to it before the rest has come need not wait for it. */
  #start() {
    const form = this.#form
    form.hidden = false
    this.#one('.rt-asked').hidden = true
    // Python is 5 MB: it comes when the reader turns to the form, and not to who only reads.
    form.addEventListener('focusin', warm, { once: true })
    form.addEventListener('pointerdown', warm, { once: true })
    form.addEventListener('input', ({ target }) => this.#edited(target))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#ask()
    })
    this.#noted('own').addEventListener('click', () => this.#figures?.lead())
    this.#noted('off').addEventListener('click', () => this.#lead('discount'))
    this.#one('.rt-reset').addEventListener('click', () => scenario.reset())
    this.#one('.rt-share').addEventListener('click', () => this.#share())
    this.#one('.rt-kept').addEventListener('click', ({ target }) => this.#chosen(target))
    this.#one('.rt-note').addEventListener('click', (event) => {
      if (!(event.target instanceof HTMLButtonElement)) return
      this.#one('.rt-say').focus() // the button goes with the note
      this.#ask()
    })
    this.#ends = [
      onState((state) => {
        this.#python = state
      }),
      scenario.onChange((source) => this.#follow(source))
    ]
    this.#follow()
  }

  /** The rest: own figures, traces and pictures. */
  #finish() {
    this.#keep()
    this.#figures = new Figures(this.#one('.rt-work'), this.#model, () => this.#edited())
    // A section has its texts once it is unfolded; toggle does not bubble. One that is folded asks for nothing.
    this.#traces = new Traces(this, this.#model)
    this.#pictures = new Pictures(this, this.#model, () => this.#request())
    const unfolded = (/** @type {Event} */ { target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open || !this.#asked) return
      if (target.closest('.rt-work, .rt-open')) this.#ask()
    }
    this.addEventListener('toggle', unfolded, true)
    this.#follow()
    this.#finished()
  }

  disconnectedCallback() {
    for (const end of this.#ends) end()
    this.#pictures?.end()
    clearTimeout(this.#quiet)
    clearTimeout(this.#slow)
    this.#turn++
  }

  get #model() {
    return this.getAttribute('model') ?? ''
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.#one('form'))
  }

  /** @param {string} selector */
  #one(selector) {
    const found = this.querySelector(selector)
    if (!(found instanceof HTMLElement)) throw new Error(`the calculator ${this.#model} has no ${selector}`)
    return found
  }

  /** The texts of the default answer, before the first other one takes their place. */
  #keep() {
    for (const each of this.querySelectorAll(ALL)) this.#defaults.set(slotOf(each), each.textContent ?? '')
    for (const each of this.querySelectorAll(MOVING)) this.#defaults.set(slotOf(each), attribute(each))
  }

  /** @returns {Field[]} */
  #fields() {
    return [...this.#form.elements]
      .filter((each) => each instanceof HTMLInputElement || each instanceof HTMLSelectElement)
      .filter(({ name }) => name)
  }

  /** The sections that are unfolded: for the others nothing is worked out that nobody sees. */
  #opened() {
    return [...this.querySelectorAll('.rt-work > details[open]')].map((each) => each.getAttribute('data-section') ?? '')
  }

  /**
   * Show the scenario: what it has for this calculator stands in the fields, and what it has not is the default.
   *
   * @param {unknown} [source] who changed it
   */
  #follow(source) {
    this.#kept()
    if (source === this) return
    const { given, prices } = scenario.values()
    let changed = false
    for (const field of this.#fields()) {
      const before = valueOf(field)
      fill(field, given[field.name] ?? defaultOf(field))
      changed ||= valueOf(field) !== before
    }
    if (this.#figures?.take(prices)) changed = true
    this.#folded()
    if (changed) this.#ask()
  }

  /** At each drawer of the form, how many answers in it are the reader's: they may have been typed on another page. */
  #folded() {
    const own = this.#fields().filter((field) => valueOf(field) !== defaultOf(field))
    for (const told of this.#form.querySelectorAll('.rt-own-answers')) {
      const count = own.filter((field) => told.closest('details')?.contains(field)).length
      put(told, count ? `, ${count} with your own answer` : '')
    }
  }

  /**
   * What was typed here goes to every calculator: one answer, or own figures.
   *
   * @param {EventTarget | null} [edited]
   */
  #edited(edited) {
    const fields = this.#fields().filter((field) => field === edited)
    const given = fields.map((field) => [field.name, valueOf(field) === defaultOf(field) ? null : valueOf(field)])
    scenario.change(Object.fromEntries(given), this.#figures?.changes ?? {}, this)
    this.#folded()
    this.#ask()
  }

  async #ask() {
    const turn = ++this.#turn
    this.#asked = true
    this.setAttribute('aria-busy', 'true')
    clearTimeout(this.#slow)
    this.#slow = setTimeout(() => this.#waiting(), SLOW)
    const request = { ...this.#request(), opened: this.#opened(), traced: this.#traces?.slots ?? [] }
    /** @type {() => void} */
    const show = await ask(this.#model, request).then(
      (reply) => () => this.#show(reply),
      (failure) => () => this.#fail(failure)
    )
    await this.#complete // on a slow line Python may be there before the end of the page
    if (turn !== this.#turn) return // the reader has typed on, or gone
    clearTimeout(this.#slow)
    this.removeAttribute('aria-busy')
    this.removeAttribute('data-waiting')
    show()
  }

  #request() {
    const given = Object.fromEntries(this.#fields().map((field) => [field.name, valueOf(field)]))
    return { model: this.#model, given, prices: this.#figures?.typed ?? {} }
  }

  /** A link to what stands in the fields: in a field of its own, and on the clipboard where the browser allows it. */
  async #share() {
    const { given, prices } = scenario.values()
    const here = new Set(this.#fields().map((field) => field.name))
    const asked = Object.fromEntries(Object.entries(given).filter(([name]) => here.has(name)))
    // All that the reader said, or where that is too long, what this calculator asks.
    const found =
      scenario.link({ given, prices }) || scenario.link({ given: asked, prices: this.#figures?.typed ?? {} })
    const box = this.#one('.rt-link')
    const field = /** @type {HTMLInputElement} */ (this.#one('.rt-link input'))
    const said = this.#one('.rt-link span')
    box.hidden = false
    field.value = found
    field.hidden = !found
    if (!found) {
      said.textContent = `Your values do not go into a link: it would be longer than ${LONGEST} characters.`
      return
    }
    field.select()
    said.textContent = await navigator.clipboard.writeText(found).then(
      () => 'Copied. Whoever opens the link sees these values; it tells nobody anything else.',
      () => 'Copy it from here. Whoever opens it sees these values; it tells nobody anything else.'
    )
  }

  /** What is said of the scenario, with what the reader can choose; once a page, at its first calculator. */
  #kept() {
    const box = this.#one('.rt-kept')
    const { told, linked, undo } = scenario.notices()
    const first = document.querySelector('cost-calculator') === this
    const said = [
      told,
      linked ? 'These are the values of a link. Your own are kept as they were.' : '',
      undo ? 'Everything is back at the defaults.' : ''
    ]
    const choices = linked ? ['Make these mine', 'Back to mine'] : undo ? ['Undo'] : []
    const text = said.filter(Boolean).join(' ')
    box.hidden = !first || !text
    if (box.dataset['said'] === text) return
    box.dataset['said'] = text
    box.textContent = text
    for (const choice of choices) box.append(' ', element('button', { type: 'button' }, choice))
  }

  /** @param {EventTarget | null} target */
  #chosen(target) {
    if (!(target instanceof HTMLButtonElement)) return
    const does = { 'Make these mine': scenario.adopt, 'Back to mine': scenario.leave, Undo: scenario.undo }
    this.#one('.rt-say').focus() // the button goes with the note
    does[/** @type {keyof typeof does} */ (target.textContent)]()
  }

  /** Say what is waited for; a start is a download, and is announced. */
  #waiting() {
    const starting = this.#python === 'starting'
    this.toggleAttribute('data-waiting', true)
    this.#note(starting ? SAID.starting : SAID.working, { busy: true })
    if (starting) this.#announce(SAID.starting)
  }

  /** @param {Reply} reply */
  #show({ errors, own, slots }) {
    this.#note('')
    this.#mark(errors)
    this.#figures?.show(own, slots)
    this.#yours(slots)
    // A figure for other values is never left standing: what has no text now is blanked, or hidden where it is folded.
    const refused = Object.keys(errors).length > 0
    this.#set((each) => slots[slotOf(each)], refused ? ALL : SEEN)
    for (const each of this.querySelectorAll('.rt-work > details')) {
      each.toggleAttribute('data-old', !refused && !(/** @type {HTMLDetailsElement} */ (each).open))
    }
    this.#traces?.refresh()
    const messages = Object.values(errors)
    if (messages.length) this.#pictures?.refuse()
    else this.#pictures?.draw()
    if (messages.length) put(this.#one('[data-slot="say"]'), SAID.refused)
    if (messages.length) put(this.#one('[data-slot="turn"]'), '')
    const said = ['say', 'turn', 'own', 'off'].map((name) => slots[name])
    this.#announce((messages.length ? messages : said.filter(Boolean)).join(' '))
  }

  /**
   * What of the answer is the reader's own, beside the headline.
   *
   * @param {Record<string, string>} slots
   */
  #yours(slots) {
    for (const name of ['own', 'off']) put(this.#noted(name), slots[name] ?? '')
  }

  /** @param {string} name */
  #noted(name) {
    return this.#one(`[data-note="${name}"]`)
  }

  /**
   * Bring the reader to a field of the form.
   *
   * @param {string} name
   */
  #lead(name) {
    const field = this.#one(`form [name="${name}"]`)
    unfold(field)
    field.focus()
  }

  /**
   * Every text and attribute that depends on the answers; what *found* has nothing for is blanked.
   *
   * @param {(element: Element) => string | undefined} found
   * @param {string} [which] those of folded sections too, unless it says otherwise
   */
  #set(found, which = ALL) {
    for (const each of this.querySelectorAll(which)) put(each, found(each) ?? '–')
    for (const each of this.querySelectorAll(MOVING)) {
      const text = found(each)
      if (text !== undefined || which === ALL || !each.closest('.rt-work')) setAttribute(each, text)
    }
    if (which === ALL) for (const each of this.querySelectorAll('[data-old]')) each.removeAttribute('data-old')
    for (const table of this.querySelectorAll('.rt-options')) inOrder(table)
  }

  /**
   * The message of each field at it, or none.
   *
   * @param {Record<string, string>} errors
   */
  #mark(errors) {
    for (const field of this.#fields()) {
      const message = errors[field.name] ?? ''
      this.#one(`#${field.id}-error`).textContent = message
      if (message) field.setAttribute('aria-invalid', 'true')
      else field.removeAttribute('aria-invalid')
      if (message) unfold(field)
    }
    this.#figures?.mark(errors)
    this.toggleAttribute('data-refused', Object.keys(errors).length > 0)
  }

  /** @param {unknown} failure */
  #fail(failure) {
    if (failure instanceof Superseded) return
    this.#mark({})
    this.#yours({})
    if (failure instanceof Stalled) {
      this.#set(() => undefined)
      this.#pictures?.refuse()
      this.#note(SAID.stalled, { again: true })
      this.#announce(SAID.stalled)
      return
    }
    // Python is not to be had: the page goes back to what it knows to be true, and says for what it is true.
    const whose = (/** @type {string} */ slot) => (slot.endsWith(':from') ? 'the default' : undefined)
    this.#set((each) => this.#defaults.get(slotOf(each)) ?? whose(slotOf(each)))
    this.#traces?.refresh()
    this.#pictures?.restore()
    this.#figures?.show({})
    const said = SAID[failure instanceof Unavailable ? failure.reason : 'failed']
    this.#note(said, { again: true })
    this.#announce(said)
    console.error(failure)
  }

  /**
   * A line under the headline; *again* gives it a button. One that says that the page is *busy* takes the place of the
   * line above it, so that nothing moves.
   *
   * @param {string} text
   * @param {{ again?: boolean, busy?: boolean }} [options]
   */
  #note(text, { again = false, busy = false } = {}) {
    const note = this.#one('.rt-note')
    note.textContent = text
    note.hidden = !text
    note.toggleAttribute('data-busy', busy)
    if (again) note.append(' ', element('button', { type: 'button' }, 'Try again'))
  }

  /** @param {string} text */
  #announce(text) {
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => put(this.#one('.rt-status'), text), QUIET)
  }
}

/**
 * Open each drawer that an element is in.
 *
 * @param {Element} element
 */
function unfold(element) {
  for (let drawer = element.closest('details'); drawer; drawer = drawer.parentElement?.closest('details') ?? null) {
    drawer.open = true
  }
}

/** @param {Field} field */
function valueOf(field) {
  if (field instanceof HTMLInputElement && field.type === 'checkbox') return field.checked ? 'yes' : 'no'
  return field.value
}

/** @param {Field} field */
function defaultOf(field) {
  if (field instanceof HTMLSelectElement) return [...field.options].find((each) => each.defaultSelected)?.value ?? ''
  if (field.type === 'checkbox') return field.defaultChecked ? 'yes' : 'no'
  return field.defaultValue
}

/**
 * Put a text into a field. What a choice does not have, as another calculator of the same question may, is left out.
 *
 * @param {Field} field
 * @param {string} text
 */
function fill(field, text) {
  if (field instanceof HTMLSelectElement) {
    field.value = [...field.options].some((each) => each.value === text) ? text : defaultOf(field)
  } else if (field.type === 'checkbox') {
    field.checked = text === 'yes'
  } else if (field.value !== text) {
    field.value = text
  }
}

/**
 * The options of a table in the order of their ranks; nothing is moved that stands where it should.
 *
 * @param {Element} table
 */
function inOrder(table) {
  const now = [...table.querySelectorAll('[data-rank]')]
  const rank = (/** @type {Element} */ each) => Number(each.getAttribute('data-rank'))
  const wanted = [...now].sort((one, other) => rank(one) - rank(other))
  if (wanted.some((each, i) => each !== now[i])) table.append(...wanted)
}

/** @param {Element} element */
function slotOf(element) {
  return SLOTS.map((name) => element.getAttribute(name)).find(Boolean) ?? ''
}

/** @param {Element} element */
function attribute(element) {
  if (element.hasAttribute('data-size-slot')) {
    return /** @type {HTMLElement} */ (element).style.getPropertyValue('--size')
  }
  if (element.hasAttribute('data-to-slot')) {
    return decodeURIComponent(/** @type {HTMLAnchorElement} */ (element).hash).slice(placesOf(element).length)
  }
  return element.getAttribute(named(element)) ?? ''
}

/** @param {Element} element */
function named(element) {
  const name = SLOTS.find((each) => element.hasAttribute(each)) ?? ''
  return name === 'data-from-slot' ? 'href' : name.replace(/-slot$/, '')
}

/**
 * What a link to a place of this calculator begins with.
 *
 * @param {Element} element
 */
function placesOf(element) {
  return `#${element.closest('cost-calculator')?.getAttribute('model')}:`
}

/**
 * @param {Element} element
 * @param {string} [text] nothing where there is no answer: a link then stays what it is
 */
function setAttribute(element, text) {
  if (element.hasAttribute('data-size-slot')) {
    ;/** @type {HTMLElement} */ (element).style.setProperty('--size', text ?? '0')
  } else if (!(element instanceof HTMLAnchorElement)) {
    element.setAttribute(named(element), text ?? '0')
  } else if (text) {
    element.setAttribute('href', element.hasAttribute('data-to-slot') ? placesOf(element) + text : text)
  }
}

// Material unfolds every drawer for print, and a lesson would be ninety sheets: of a calculator, what the reader opened.
addEventListener('beforeprint', () => {
  for (const each of document.querySelectorAll('cost-calculator details')) {
    each.toggleAttribute('data-folded', !(/** @type {HTMLDetailsElement} */ (each).open))
  }
})

customElements.define('cost-calculator', CostCalculator)
