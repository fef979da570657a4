/**
 * @module A form for one field of a page that is full of them. Fields without a form are one form to the browser: at
 * every key in one of them Chromium's autofill reads them all and guesses what each is for (100 ms of processor time
 * with 140 fields). `dialog`: Enter sends nothing where no dialog is around (HTML, "form submission").
 */
import type { ReactNode } from "react";

export function OwnForm({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <form method="dialog" className="own-form">
      {children}
    </form>
  );
}
