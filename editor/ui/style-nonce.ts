/**
 * @module The nonce that the server put into the page. Style elements that libraries make by themselves (Monaco, and
 * antd before its configuration is read) are given it, else the content security policy ignores them.
 */
export const styleNonce: string =
  document.querySelector<HTMLMetaElement>("meta[property='csp-nonce']")?.nonce ?? "";

/** Called once, before anything draws. */
export function giveNonceToStyles(): void {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = styleNonce;
    return element;
  }) as typeof document.createElement;
}
