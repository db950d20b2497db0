/**
 * Runs a Python script in the Python that is shipped, under Node.
 *
 *     node script.mjs FOLDER SCRIPT     the folder calc-HASH of a built site
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const folder = path.resolve(process.argv[2])
const { ENGINE, HERE, LOCK } = await import(pathToFileURL(path.join(folder, 'runtime.mjs')).href)
const { loadPyodide } = await import(ENGINE + 'pyodide.mjs')
const python = await loadPyodide({
  indexURL: fileURLToPath(ENGINE),
  lockFileContents: LOCK,
  packageBaseUrl: fileURLToPath(HERE),
  packages: ['calc'],
  stdout: (/** @type {string} */ line) => line.startsWith('{') && console.log(line)
})
python.runPython(fs.readFileSync(process.argv[3], 'utf8'))
