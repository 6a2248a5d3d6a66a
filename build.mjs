/**
 * Builds what `npm pack` ships: `dist/hvt.js`, the command line with every dependency inside but esbuild; `dist/chunks`, what its
 * commands load only when they run; `dist/report.{js,css}`, what pages of runs are made with; `dist/std`, the standard library's sources; `dist/hvt.d.ts`, the types of operators
 * written in TypeScript; `dist/LICENSES.txt`, the licences of the packages that were bundled.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(fileURLToPath(import.meta.url))
const dist = join(root, 'dist')

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: { hvt: process.argv[2] ?? 'cli/main.ts' },
  outdir: dist,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  // A program of its own for each platform; only strategies with operators in TypeScript need it.
  external: ['esbuild'],
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  legalComments: 'none',
  // Bundled CommonJS packages (commander, ajv) call `require` for Node's own modules; an ES module has none.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module'\nconst require = nodeRequire(import.meta.url)",
  },
  metafile: true,
  write: false,
  logLevel: 'warning',
})

// Nothing is removed before the new files are ready: a build that fails leaves the last good one.
rmSync(dist, { recursive: true, force: true })
for (const { path, contents } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, contents)
}

const entry = join(dist, 'hvt.js')
writeFileSync(entry, `#!/usr/bin/env node\n${readFileSync(entry, 'utf8').replace(/^#!.*\n/, '')}`)
chmodSync(entry, 0o755)

const std = join(root, 'compiler/std')
if (existsSync(std)) cpSync(std, join(dist, 'std'), { recursive: true })

// `import type { Extern } from 'hvt'`: types alone, in a file without imports.
cpSync(join(root, 'compiler/ir/extern.ts'), join(dist, 'hvt.d.ts'))

// The page of a run: one script and one style sheet, which the command puts into each page.
const browser = await build({
  absWorkingDir: root,
  entryPoints: ['main.ts', 'style.css'].map(name => ({ in: `report/browser/${name}`, out: 'report' })),
  outdir: dist,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
})
const inputs = { ...metafile.outputs, ...browser.metafile.outputs }

writeFileSync(join(dist, 'LICENSES.txt'), bundledPackages({ outputs: inputs }).map(licence).join('\n'))

/** Folders of the packages that some output contains, in order. */
function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap(output => Object.keys(output.inputs))
  const folders = inputs.flatMap(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])
  return [...new Set(folders)].sort()
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const file = readdirSync(join(root, folder)).find(f => /^(licen[cs]e|copying)/i.test(f))
  const text = file ? readFileSync(join(root, folder, file), 'utf8') : ''
  return `${name} ${version} (${license})\n\n${text}\n`
}
