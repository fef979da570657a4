// Browsers older than Chromium 108 get a plain page that says so: `dvh` came with it. No newer syntax in this file.
// biome-ignore lint/complexity/useOptionalChain: old browsers must be able to read this
if (!(window.CSS && CSS.supports && CSS.supports("height", "1dvh"))) {
  document.documentElement.setAttribute("data-browser", "old");
}
