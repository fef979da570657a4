/** @module Every route of the API, in one list. */
import type { Route } from "../route.ts";
import { archiveRoutes } from "./archives.ts";
import { auditRoutes } from "./audit.ts";
import { cityRoutes } from "./cities.ts";
import { clientRoutes } from "./clients.ts";
import { comparisonRoutes } from "./comparisons.ts";
import { draftExaminationRoutes } from "./draft-examination.ts";
import { draftSaveRoutes } from "./draft-saves.ts";
import { draftRoutes } from "./drafts.ts";
import { evidenceRoutes } from "./evidence.ts";
import { formRoutes } from "./forms.ts";
import { noticeRoutes } from "./notices.ts";
import { peopleRoutes } from "./people.ts";
import { peopleSessionRoutes } from "./people-sessions.ts";
import { publishingRoutes } from "./publishing.ts";
import { pushRoutes } from "./push.ts";
import { reportRoutes } from "./reports.ts";
import { returnScoreRoutes } from "./return-scores.ts";
import { returnRoutes } from "./returns.ts";
import { reviewRoutes } from "./reviews.ts";
import { roundCityRoutes } from "./round-cities.ts";
import { roundRuleSetRoutes } from "./round-rule-sets.ts";
import { roundRoutes } from "./rounds.ts";
import { ruleSetRoutes } from "./rule-sets.ts";
import { schemaRoutes } from "./schemas.ts";
import { scoreRoutes } from "./scores.ts";
import { sessionRoutes } from "./sessions.ts";
import { sheetRoutes } from "./sheets.ts";
import { simulationRoutes } from "./simulations.ts";
import { storedScoreRoutes } from "./stored-scores.ts";

export const ROUTES: readonly Route[] = [
  ...ruleSetRoutes,
  ...scoreRoutes,
  ...simulationRoutes,
  ...schemaRoutes,
  ...sessionRoutes,
  ...peopleRoutes,
  ...clientRoutes,
  ...peopleSessionRoutes,
  ...draftRoutes,
  ...draftSaveRoutes,
  ...draftExaminationRoutes,
  ...comparisonRoutes,
  ...noticeRoutes,
  ...reviewRoutes,
  ...publishingRoutes,
  ...cityRoutes,
  ...roundRoutes,
  ...roundRuleSetRoutes,
  ...roundCityRoutes,
  ...sheetRoutes,
  ...formRoutes,
  ...returnScoreRoutes,
  ...returnRoutes,
  ...storedScoreRoutes,
  ...reportRoutes,
  ...pushRoutes,
  ...evidenceRoutes,
  ...archiveRoutes,
  ...auditRoutes,
];
