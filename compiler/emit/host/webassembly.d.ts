/** What is used of the WebAssembly interface, which browsers and Node have alike but no library of the language declares. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
    static imports(module: Module): readonly { readonly module: string; readonly name: string }[]
  }
  class Instance {
    constructor(module: Module, imports?: Imports)
    readonly exports: Readonly<Record<string, unknown>>
  }
  type Imports = Readonly<Record<string, Readonly<Record<string, (...values: number[]) => number>>>>
  interface Memory {
    readonly buffer: ArrayBuffer
  }
  function compile(bytes: Uint8Array): Promise<Module>
  function validate(bytes: Uint8Array): boolean
}
