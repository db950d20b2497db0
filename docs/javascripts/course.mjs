/** Everything of the course's pages that the reader can do; each page is complete without it. */
import './backup.mjs'
import './checklist.mjs'
import './quiz.mjs'
import './syllabus.mjs'
import { Superseded, ask } from './client.mjs'
import { button, element, put } from './element.mjs'
import * as scenario from './scenario.mjs'

/** <copy-text>: a text in its drawer, and a button that copies it. */
class CopyText extends HTMLElement {
  connectedCallback() {
    if (this.querySelector('button')) return
    const said = element('span', { role: 'status' })
    const copy = async () =>
      put(
        said,
        await navigator.clipboard.writeText(this.querySelector('pre')?.textContent ?? '').then(
          () => 'Copied.',
          () => 'This browser does not let the page copy: mark the text and copy it.'
        )
      )
    this.querySelector('details')?.append(button('Copy', copy), said)
  }
}

/** <own-answer>: what a calculator says of the reader's own scenario, once it is asked for. */
class OwnAnswer extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return
    const said = element('p', { role: 'status', hidden: '' })
    const work = async () => {
      said.hidden = false
      put(said, 'Working it out…')
      const model = this.dataset['model'] ?? ''
      const request = { model, ...scenario.values(), loose: true, opened: [] }
      const text = await ask(`own ${this.previousElementSibling?.textContent}`, request).then(
        ({ headline, errors }) => headline || Object.values(errors).join(' '),
        (failure) => (failure instanceof Superseded ? '' : 'Python could not be loaded, so this is not worked out.')
      )
      if (text) put(said, text)
    }
    this.append(button('What does it say for my scenario?', work), said)
  }
}

/** <print-page>: a button for what the browser's menu does. */
class PrintPage extends HTMLElement {
  connectedCallback() {
    if (!this.firstChild) this.append(button('Print', () => print(), 'rt-first'))
  }
}

customElements.define('copy-text', CopyText)
customElements.define('own-answer', OwnAnswer)
customElements.define('print-page', PrintPage)

// What a term means is closed by Escape, and opens again when the reader comes back to it.
addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const each of document.querySelectorAll('.rt-term:is(:hover, :focus-within)')) {
    each.setAttribute('data-closed', '')
    for (const end of ['pointerleave', 'focusout']) {
      each.addEventListener(end, () => each.removeAttribute('data-closed'), { once: true })
    }
  }
})
