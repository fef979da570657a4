/** @module Puts what belongs to a page into the head of the frame. */
import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";

export function FrameSlot({ children }: { readonly children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useEffect(() => setSlot(document.getElementById("frame-slot")), []);
  return slot === null ? null : createPortal(children, slot);
}
