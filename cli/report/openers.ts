/** Programs that show a file in a browser, with their arguments, by platform. */
export const openers: Readonly<Partial<Record<NodeJS.Platform, Opener>>> & { readonly linux: Opener } = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

type Opener = readonly [program: string, ...args: readonly string[]]
