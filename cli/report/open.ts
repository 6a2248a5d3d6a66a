import { spawn } from 'node:child_process'
import { openers } from './openers.ts'

/** Shows a file in the browser of whoever sits at the machine; whether there was a program for it. */
export function openFile(path: string): Promise<boolean> {
  const [command, ...args] = openers[process.platform] ?? openers.linux
  const child = spawn(command, [...args, path], { detached: true, stdio: 'ignore' })
  return new Promise(resolve => {
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
