/** @module The HTTP side of the product: routes of the contract around the engine, nothing of their own to compute. */
import { Hono } from "hono";
import type { Language } from "../../engine/language/language.ts";
import type { Who } from "../people/who.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import { docsRoutes } from "./docs.ts";
import { createFrame, type Frame } from "./frame.ts";
import { healthRoutes } from "./health.ts";
import { invitationPage } from "./invitation-page.ts";
import { mount } from "./mount.ts";
import { oidcPages } from "./oidc-pages.ts";
import { createPage } from "./page.ts";
import { respondProblem } from "./respond-problem.ts";
import { ROUTES } from "./routes/index.ts";

export type Environment = {
  Variables: {
    language: Language;
    who: Who;
    requestId: string;
    /** The answer was made with all headers that it has to have. */
    complete?: true;
  };
};

/**
 * The API, and behind it what is for people. A route of the API is the only thing that runs for its address: a chain of
 * middleware costs a system that asks by the thousand more than all that stands around its request.
 *
 * @param pageFolder where the built page lies; for tests
 */
export function createApp(services: Services, pageFolder?: string): Hono<Environment> {
  const app = new Hono<Environment>();
  const frame = createFrame(services);
  mount(app, ROUTES, services, frame);
  const pages = createPages(services, frame, pageFolder, app);
  app.notFound((context) => pages.fetch(context.req.raw, context.env));
  app.onError((error, context) => frame.refuse(context, error));
  return app;
}

function createPages(
  services: Services,
  frame: Frame,
  folder: string | undefined,
  api: Hono<Environment>,
): Hono<Environment> {
  const pages = new Hono<Environment>();
  const page = createPage(folder);
  pages.use(async (context, next) => {
    const began = frame.begin(context);
    await next();
    frame.end(context, context.res, began);
  });
  pages.route("/", docsRoutes(services));
  pages.route("/", healthRoutes(services));
  pages.route("/", invitationPage(services));
  pages.route("/", oidcPages(services));
  pages.route("/", page.files);
  pages.notFound((context) => {
    const methods = methodsAt([...api.routes, ...pages.routes], context.req.path);
    const answered = methods.length === 0 ? page.answer(context) : null;
    if (answered !== null) return answered;
    if (methods.length === 0)
      return respondProblem(context, new Problem("unknown_route"), context.get("language"));
    context.header("Allow", methods.join(", "));
    return respondProblem(
      context,
      new Problem("method_not_allowed", { allow: methods }),
      context.get("language"),
    );
  });
  pages.onError((error, context) => frame.refuse(context, error));
  return pages;
}

/** Methods that have a route at a path; for 405 instead of 404. */
function methodsAt(routes: Hono<Environment>["routes"], path: string): readonly string[] {
  const found = new Set<string>();
  for (const route of routes) {
    if (route.method === "ALL") continue;
    const pattern = new RegExp(`^${route.path.replace(/:[^/]+/g, "[^/]+")}$`);
    if (pattern.test(path)) found.add(route.method);
  }
  return [...found].sort();
}
