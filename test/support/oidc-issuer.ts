/** A small issuer of OpenID Connect on loopback: discovery, keys, tokens; whoever asks is let in as the test says. */
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Issuer {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  /** Lets the browser at an authorization address in, and tells the address that it is sent back to. */
  approve(authorization: string, claims: object, forge?: Forgery): string;
  /** Whom the issuer's own page lets in without asking. */
  admit(claims: object): void;
  /** Parts of the discovery document that are other than they should be. */
  pretend(parts: object): void;
  close(): Promise<void>;
}

export interface Forgery {
  readonly nonce?: string;
  readonly audience?: string;
  readonly otherKey?: true;
}

export const CLIENT = { id: "chengping", secret: "an issuer's secret" };

/** @param host another name of loopback, where browsers shall take it for another site */
export async function startIssuer(host = "127.0.0.1"): Promise<Issuer> {
  const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, { challenge: string; redirect: string; token: string }>();
  const asked: string[] = [];
  let pretended = {};
  let admitted = {};
  let url = "";
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "", url);
    asked.push(pathname);
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (pathname === "/.well-known/openid-configuration")
      return answer(200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        code_challenge_methods_supported: ["S256"],
        ...pretended,
      });
    if (pathname === "/keys") {
      const jwk = own.publicKey.export({ format: "jwk" });
      return answer(200, { keys: [{ ...jwk, kid: "own", alg: "RS256", use: "sig" }] });
    }
    if (pathname === "/authorize") {
      response.writeHead(302, { location: approve(`${url}${request.url}`, admitted) });
      return response.end();
    }
    const form = new URLSearchParams(await text(request));
    const code = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const right =
      code?.challenge === challenge &&
      code.redirect === form.get("redirect_uri") &&
      form.get("client_id") === CLIENT.id &&
      form.get("client_secret") === CLIENT.secret;
    if (!right) return answer(400, { error: "invalid_grant" });
    return answer(200, { access_token: "none", token_type: "Bearer", id_token: code.token });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://${host}:${(server.address() as AddressInfo).port}`;

  function tokenOf(claims: object, { otherKey }: Forgery): string {
    const part = (value: object): string =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", kid: "own", typ: "JWT" })}.${part(claims)}`;
    const key = otherKey ? other.privateKey : own.privateKey;
    return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
  }

  function approve(authorization: string, claims: object, forge: Forgery = {}): string {
    const query = new URL(authorization).searchParams;
    const value = (name: string): string => query.get(name) ?? "";
    const now = Math.floor(Date.now() / 1_000);
    const token = tokenOf(
      {
        iss: url,
        sub: "subject",
        aud: forge.audience ?? CLIENT.id,
        iat: now,
        exp: now + 300,
        nonce: forge.nonce ?? value("nonce"),
        ...claims,
      },
      forge,
    );
    const code = randomUUID();
    const redirect = value("redirect_uri");
    codes.set(code, { challenge: value("code_challenge"), redirect, token });
    return `${redirect}?code=${code}&state=${value("state")}&session_state=x`;
  }

  return {
    url,
    asked,
    approve,
    admit: (claims) => {
      admitted = claims;
    },
    pretend: (parts) => {
      pretended = parts;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
