import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A file that cannot be written. */
export class WriteFault extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`)
    this.name = 'WriteFault'
  }
}

interface Open {
  readonly path: string
  readonly fd: number
  waiting: string
}

/** Characters that wait in memory for each file. */
const most = 64 * 1024

/**
 * Text files, compressed, side by side in a folder. Until they are kept they are named `.part`, and what stood there is
 * untouched. Every method but `close` throws a `WriteFault` where the disk refuses.
 */
export class EventFiles {
  private readonly files: Open[] = []
  bytes = 0

  constructor(private readonly folder: string) {
    attempt(folder, () => mkdirSync(folder, { recursive: true }))
  }

  /** The number by which the new file is known. */
  open(name: string, text: string): number {
    const path = join(this.folder, name)
    const fd = attempt(path, () => openSync(`${path}.part`, 'w'))
    return this.files.push({ path, fd, waiting: text }) - 1
  }

  write(file: number, text: string): void {
    const open = this.files[file]!
    open.waiting += text
    if (open.waiting.length >= most) this.flush(open)
  }

  /** Puts the files in their places, and with them others that are there as a whole: the last one last. */
  keep(others: Readonly<Record<string, string>>): void {
    for (const file of this.files) this.flush(file)
    for (const { path } of this.files) attempt(path, () => renameSync(`${path}.part`, path))
    this.close()
    for (const [name, text] of Object.entries(others)) {
      const path = join(this.folder, name)
      attempt(path, () => writeFileSync(path, text))
    }
  }

  /** What was not kept is gone. */
  close(): void {
    for (const { path, fd } of this.files.splice(0)) {
      closeSync(fd)
      rmSync(`${path}.part`, { force: true })
    }
  }

  /** Gzip files may follow each other in one. */
  private flush(file: Open): void {
    const data = gzipSync(file.waiting, { level: 1 })
    file.waiting = ''
    this.bytes += data.length
    attempt(file.path, () => writeFileSync(file.fd, data))
  }
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new WriteFault(path, code ?? message)
  }
}
