/** @module The page starts here. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startWords } from "./messages/index.ts";
import { keepPageOffline } from "./offline/register.ts";
import { useSession } from "./session/session-store.ts";
import "./ui/page.css";
import { giveNonceToStyles } from "./ui/style-nonce.ts";

const place = document.getElementById("page");
if (place !== null && document.documentElement.dataset.browser !== "old") {
  giveNonceToStyles();
  await startWords();
  void useSession.getState().load();
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  keepPageOffline();
}
