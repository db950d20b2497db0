/**
 * Answers questions in the Python that is shipped, under Node: one JSON request a line in, one JSON reply a line out.
 *
 *     node shipped.mjs FOLDER     the folder calc-HASH of a built site
 */
import path from 'node:path'
import readline from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

const folder = path.resolve(process.argv[2])
const { ENGINE, HERE, LOCK } = await import(pathToFileURL(path.join(folder, 'runtime.mjs')).href)
const { loadPyodide } = await import(ENGINE + 'pyodide.mjs')
const python = await loadPyodide({
  indexURL: fileURLToPath(ENGINE),
  lockFileContents: LOCK,
  packageBaseUrl: fileURLToPath(HERE),
  packages: ['calc'],
  stdout: () => {}
})
const respond = python.runPython('import calc.models\nfrom calc.answers import respond\nrespond')
for await (const line of readline.createInterface({ input: process.stdin })) console.log(respond(line))
