/** Whether a file is a strategy in YAML, as its name says. */
export const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)
