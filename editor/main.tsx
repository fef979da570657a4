/** @module The page starts here. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { giveNonceToStyles } from "./ui/style-nonce.ts";

const place = document.getElementById("page");
if (place !== null && document.documentElement.dataset.browser !== "old") {
  giveNonceToStyles();
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
