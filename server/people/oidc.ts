/**
 * @module Sign-in by an issuer of OpenID Connect: code flow with PKCE, state and nonce, and the signature of the ID
 * token checked. Nothing is called but the origin of the issuer that the settings name, whatever its documents say.
 */
import * as client from "openid-client";
import type { Configuration } from "../configuration.ts";
import { Problem } from "../problem.ts";

/** Seconds that the issuer may take to answer. */
const TIMEOUT = 5;

/** What the browser keeps between going to the issuer and coming back. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Oidc {
  /** @throws Problem 503 where the issuer does not answer */
  begin(redirect: string): Promise<OidcAttempt & { readonly url: URL }>;
  /**
   * @param current the address that the issuer sent the browser to
   * @returns the claim that names a person here; null where there is none, or it is not vouched for
   * @throws Problem 401 for an answer that is not the issuer's, or not to this attempt; 503
   */
  finish(current: URL, attempt: OidcAttempt): Promise<string | null>;
}

/** Null where the settings name no issuer. */
export function createOidc({
  oidcIssuer,
  oidcClientId,
  oidcClientSecret,
  oidcClaim,
}: Configuration): Oidc | null {
  if (oidcIssuer === null || oidcClientId === null) return null;
  const issuer = new URL(oidcIssuer);
  const onlyIssuer: client.CustomFetch = (url, options) => {
    if (new URL(url).origin !== issuer.origin)
      throw new Error(`${new URL(url).origin} is not the issuer's origin`);
    return fetch(url, { ...options, redirect: "error" } as RequestInit);
  };
  let known: Promise<client.Configuration> | null = null;
  const discover = (): Promise<client.Configuration> => {
    known ??= client.discovery(issuer, oidcClientId, oidcClientSecret ?? undefined, undefined, {
      [client.customFetch]: onlyIssuer,
      timeout: TIMEOUT,
      execute: [
        client.enableNonRepudiationChecks,
        ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : []),
      ],
    });
    known.catch(() => {
      known = null;
    });
    return known;
  };
  return {
    async begin(redirect) {
      const config = await discover().catch(unreachable);
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const verifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: oidcClaim === "email" ? "openid email" : "openid profile",
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
      return { url, state, nonce, verifier };
    },
    async finish(current, { state, nonce, verifier }) {
      const config = await discover().catch(unreachable);
      const tokens = await client
        .authorizationCodeGrant(config, current, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        .catch(refused);
      const claims = tokens.claims();
      const value = claims?.[oidcClaim];
      // Anybody may write an address into their own profile; it counts once the issuer has verified it.
      if (oidcClaim === "email" && claims?.email_verified !== true) return null;
      return typeof value === "string" && value !== "" ? value : null;
    },
  };
}

function unreachable(): never {
  throw new Problem("issuer_down");
}

/** An issuer that hangs or fails is down; one that says no, or whose answer does not fit, has refused. */
function refused(error: unknown): never {
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  const away = name === "TimeoutError" || name === "TypeError" || code === "OAUTH_TIMEOUT";
  throw new Problem(away ? "issuer_down" : "not_signed_in");
}
