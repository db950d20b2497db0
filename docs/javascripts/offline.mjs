/**
 * The copy of the site that works without a connection: offline/service-worker.js keeps it, here it is asked for, told
 * and removed. Where a browser has no such worker, or forbids it, the site works as ever.
 */
import { onState } from './client.mjs'
import { ROOT, button, element, put } from './element.mjs'

const OURS = `rt-offline ${ROOT} `

const SAID = {
  nothing: 'No copy of the site is kept in this browser yet.',
  removed: 'The copy is removed. Your values and your progress are where they were.',
  none: 'This browser lets the site keep no copy.'
}

/** Where a browser forbids it, already to ask for it fails. */
function container() {
  try {
    return navigator.serviceWorker
  } catch {
    return undefined
  }
}

/**
 * Have what is open kept; *python* says that it has started.
 *
 * @param {boolean} python
 */
async function keep(python) {
  try {
    await container()?.register(`${ROOT}service-worker.js`)
    const found = await container()?.ready
    // What was fetched so far, the page itself among it: the worker was not there to see it.
    const fetched = performance.getEntries().map(({ name }) => name)
    found?.active?.postMessage({ python, fetched })
  } catch {
    // it is forbidden, or there is no room
  }
}

/** While the site is being written there is no worker, and one that an earlier day left would bring old pages. */
async function leave() {
  const found = await container()?.getRegistration(ROOT)
  await found?.unregister()
}

/** When the page is there and the browser has nothing to do: reading comes first, and so does a start of Python. */
function start() {
  const idle = globalThis.requestIdleCallback ?? setTimeout
  idle(() => onState((state) => state === 'starting' || void keep(state === 'ready')))
}

/** What is kept: the pages by their addresses, whether Python is among it, and bytes. */
async function copy() {
  /** @type {Map<string, Blob>} */
  const found = new Map()
  for (const name of (await caches.keys()).filter((each) => each.startsWith(OURS))) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const response = await cache.match(request, { ignoreVary: true })
      if (response) found.set(request.url, await response.blob())
    }
  }
  return {
    pages: new Map([...found].filter(([address]) => address.endsWith('/')).sort()),
    python: [...found.keys()].some((address) => address.endsWith('.wasm')),
    bytes: [...found.values()].reduce((sum, { size }) => sum + size, 0)
  }
}

/**
 * The title of a page, without that of the site.
 *
 * @param {Blob} page
 */
async function titled(page) {
  const text = await page.text()
  const { title } = new DOMParser().parseFromString(text.slice(0, text.indexOf('</head>')), 'text/html')
  return title.slice(0, title.lastIndexOf(' - '))
}

/** An element that shows something of the copy, now and when the worker has kept more. */
class Shown extends HTMLElement {
  #turn = 0
  #again = () => void this.#show()

  connectedCallback() {
    container()?.addEventListener('message', this.#again)
    void this.#show()
  }

  disconnectedCallback() {
    this.still()
  }

  /** Show nothing more of what is being looked up, nor of what is told from now on. */
  still() {
    container()?.removeEventListener('message', this.#again)
    this.#turn++
  }

  async #show() {
    const turn = ++this.#turn
    try {
      const found = await copy()
      if (turn === this.#turn) await this.show(found)
    } catch {
      this.replaceChildren(element('p', {}, SAID.none))
    }
  }

  /** @param {Awaited<ReturnType<typeof copy>>} _ */
  async show(_) {}
}

/** <offline-copy>: how much is kept, and a way to remove it. */
class OfflineCopy extends Shown {
  #said = element('p', { role: 'status' })
  #remove = button('Remove the copy', () => this.#clear())

  /** @param {Awaited<ReturnType<typeof copy>>} found */
  async show({ pages, python, bytes }) {
    const what = `${pages.size} page${pages.size === 1 ? '' : 's'} of this site${python ? ', and Python' : ''}`
    const size = `${(bytes / 1e6).toFixed(1)} MB`
    put(this.#said, bytes ? `Kept in this browser now: ${what}; ${size} in all.` : SAID.nothing)
    this.#remove.hidden = !bytes
    if (!this.firstChild) this.append(this.#said, this.#remove)
  }

  async #clear() {
    this.still()
    await leave()
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name)
    put(this.#said, SAID.removed)
    this.#remove.hidden = true
  }
}

/** <offline-pages>: links to the pages that are kept. */
class OfflinePages extends Shown {
  /** @param {Awaited<ReturnType<typeof copy>>} found */
  async show({ pages }) {
    const links = [...pages].map(async ([href, page]) => element('a', { href }, await titled(page)))
    const items = (await Promise.all(links)).map((link) => element('li', {}, link))
    this.replaceChildren(items.length ? element('ul', {}, ...items) : element('p', {}, SAID.nothing))
  }
}

customElements.define('offline-copy', OfflineCopy)
customElements.define('offline-pages', OfflinePages)

if (!document.querySelector('meta[name="rt-release"]')) void leave()
else if (document.readyState === 'complete') start()
else addEventListener('load', start, { once: true })
