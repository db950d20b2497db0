/** Marks: on a page, in the syllabus, in the navigation; and where to go on. */
import { button, day, element, put } from './element.mjs'
import { Follower, pagesOf } from './follower.mjs'
import * as progress from './progress.mjs'

/** @param {string} id of a page */
const done = (id) => progress.get(`read:${id}`)?.done === true

/** <page-mark>: the button at the foot of a page. */
class PageMark extends Follower {
  show() {
    const id = this.data('page')
    const entry = progress.get(`read:${id}`)
    const had = this.contains(document.activeElement)
    const mark = (/** @type {boolean} */ to) => () => progress.set(`read:${id}`, { done: to })
    if (entry?.done) {
      this.replaceChildren(
        element('span', { role: 'status' }, `${this.data('marked')} on ${day(entry.at)}. `),
        button('Take the mark away', mark(false))
      )
    } else {
      this.replaceChildren(button(this.data('mark'), mark(true), 'rt-first'))
    }
    if (had) this.querySelector('button')?.focus()
  }
}

/** <page-state>: what is done of a page, in a word. */
class PageState extends Follower {
  show() {
    const entry = progress.get(`read:${this.data('page')}`)
    put(this, entry?.done ? `Done on ${day(entry.at)}` : this.#counted())
  }

  /** How many of a page's questions or items: they count without a mark. */
  #counted() {
    const { count, of, word } = this.dataset
    if (!count) return ''
    const had = [...progress.all(count).values()].filter(({ done, given }) => done || given).length
    return had ? `${had} of ${of} ${word}` : ''
  }
}

/** <course-syllabus>: how much of a module or a track is done, and where to go on. */
class CourseSyllabus extends Follower {
  show() {
    const pages = pagesOf(this)
    const share = shareOf(pages)
    const bar = element('span', { class: 'rt-bar-of-progress', 'aria-hidden': 'true' }, element('span'))
    bar.style.setProperty('--done', String(share))
    this.one('.rt-percent').replaceChildren(...(share ? [`${share}% done`, bar] : []))
    for (const each of this.querySelectorAll('li[data-module]')) {
      const start = `${each.getAttribute('data-module')}-`
      const part = shareOf(pages.filter(({ id }) => id.startsWith(start)))
      const said = each.querySelector('.rt-share')
      if (said) put(said, part ? `${part}% done` : '')
    }
    this.#resume(pages)
  }

  /** @param {ReturnType<typeof pagesOf>} pages */
  #resume(pages) {
    const visits = pages.filter(({ id }) => progress.get(`last:${id}`)).sort((a, b) => visit(b.id) - visit(a.id))
    const at = pages.findIndex(({ id }) => id === visits[0]?.id)
    const next = at < 0 ? undefined : [...pages.slice(at), ...pages.slice(0, at)].find(({ id }) => !done(id))
    const box = this.one('.rt-resume')
    box.hidden = !next
    if (next) box.replaceChildren('Go on with ', element('a', { href: next.url }, next.name))
  }
}

/** @param {string} id */
function visit(id) {
  return progress.get(`last:${id}`)?.at ?? 0
}

/**
 * Per cent of the minutes; all of them only where nothing is left.
 *
 * @param {{ id: string, minutes: number }[]} pages
 */
function shareOf(pages) {
  const sum = (/** @type {typeof pages} */ some) => some.reduce((minutes, each) => minutes + each.minutes, 0)
  return Math.floor((100 * sum(pages.filter(({ id }) => done(id)))) / (sum(pages) || 1))
}

/** <course-place>: where in the course the page is. It marks the navigation, and says what goes wrong. */
class CoursePlace extends Follower {
  #trouble = element('p', { class: 'rt-trouble', role: 'alert' })

  connectedCallback() {
    super.connectedCallback()
    const here = this.data('page')
    // Not at once: under instant navigation the rest of the page is put in place after this.
    setTimeout(() => {
      if (here && this.isConnected) progress.visit(here)
      this.show()
    })
  }

  show() {
    const { told } = progress.notices()
    put(this.#trouble, told)
    if (told) document.querySelector('.md-content h1')?.after(this.#trouble)
    else this.#trouble.remove()
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll('.md-nav--primary a.md-nav__link')
    const ids = new Map(pagesOf(this).map(({ id, url }) => [url, id]))
    for (const link of links) {
      const id = ids.get(link.href.split('#')[0] ?? '')
      const mark = link.querySelector('.rt-mark')
      if (id && done(id) && !mark) link.append(element('span', { class: 'rt-mark' }, element('span', {}, 'done')))
      else if (!id || !done(id)) mark?.remove()
    }
  }
}

/** <course-record>: what this browser kept of a module, to print. */
class CourseRecord extends Follower {
  make() {
    const name = this.querySelector('input')
    this.one('.rt-who').hidden = false
    name?.addEventListener('input', () => progress.set('name:', { text: name.value.slice(0, 100) }, this))
    const acts = this.one('.rt-acts')
    acts.hidden = false
    acts.append(button('Print', () => print(), 'rt-first'))
  }

  show() {
    for (const row of this.querySelectorAll('tr[data-page]')) {
      const entry = progress.get(`read:${row.getAttribute('data-page')}`)
      put(/** @type {Element} */ (row.querySelector('.rt-day')), entry?.done ? day(entry.at) : '–')
    }
    const answers = [...progress.all(`answer:${this.data('module')}/`).values()]
    const points = answers.reduce((sum, { score = 0 }) => sum + score, 0)
    put(this.one('.rt-points'), answers.length ? String(Math.round(points * 10) / 10) : '–')
    const name = this.querySelector('input')
    if (name && name !== document.activeElement) name.value = progress.get('name:')?.text ?? ''
  }
}

customElements.define('course-place', CoursePlace)
customElements.define('course-syllabus', CourseSyllabus)
customElements.define('course-record', CourseRecord)
customElements.define('page-mark', PageMark)
customElements.define('page-state', PageState)
