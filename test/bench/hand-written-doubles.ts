/**
 * What a careful programmer writes by hand when speed is all that is asked: the 2018 notice on plain
 * doubles, figures in typed fields, `Math.round` to two decimals. A yardstick, not a reference: on half
 * a cent or on a threshold it is at times wrong.
 */

export interface TypedCity {
  readonly L1P1A1: { eCertItems: number; itemsTotal: number };
  readonly L1P1A2: { oneStopItems: number; itemsTotal: number };
  readonly L1P1A3: { unifiedAuthItems: number; itemsTotal: number };
  readonly L1P2A1: {
    indexPlatform: boolean;
    multiSourceRealtime: boolean;
    liveAndRetrospective: boolean;
    forecast: boolean;
    earlyWarning: boolean;
    eventAnalysis: boolean;
    variableSigns: boolean;
    ownApp: boolean;
    socialApps: number;
    website: boolean;
    radio: boolean;
    tv: boolean;
    expressway: boolean;
    arterial: boolean;
    secondary: boolean;
  };
  readonly L1P2A2: { realtimeLines: number; linesTotal: number };
  readonly L1P2A3: { ePayTrips: number; tripsTotal: number };
  readonly L1P3A1: {
    streetsServed: number;
    streetsTotal: number;
    townsServed: number;
    townsTotal: number;
  };
  readonly L1P3A2: { services: readonly string[] };
  readonly L1P3A3: { modes: readonly string[]; otherModes: number };
  readonly L1P4A1: { withEmr: number; institutionsTotal: number };
  readonly L1P4A2: { bookedVisits: number; visitsTotal: number };
  readonly L1P4A3: { hospitals: readonly { recordLookups: number; outpatientVisits: number }[] };
  readonly L1P5A1: { fullyEquippedSchools: number; schoolsTotal: number };
  readonly L1P5A2: {
    teacherSpaces: number;
    studentSpaces: number;
    teachersTotal: number;
    studentsTotal: number;
  };
  readonly L1P5A3: { wifiSchools: number; schoolsTotal: number };
  readonly L1P6A1: { unitsUsing: number; unitsTotal: number };
  readonly L1P6A2: { modes: readonly string[]; otherModes: number };
  readonly L1P7A1: {
    baseServices: readonly string[];
    utilityTypes: readonly string[];
    hospitalsBookable: number;
    hospitalsTotal: number;
    scenicBookable: number;
    scenicTotal: number;
    otherServices: number;
  };
  readonly L1P7A2: {
    wechatUsers: number;
    alipayUsers: number;
    cityPlatformUsers: number;
    residents: number;
  };
  readonly L1P7A3: { domains: readonly string[]; otherDomains: number };
  readonly L1P8A1: {
    mainPortal: boolean;
    deptSitesAccessible: number;
    deptSitesTotal: number;
    newsSitesAccessible: number;
  };
  readonly L1P9A1: {
    infoUses: readonly string[];
    otherInfoUses: number;
    techFields: readonly string[];
    otherTechFields: number;
  };
  readonly L1P9A2: { infoStations: number; villagesTotal: number };
  readonly L1P9A3: { onlineSales: number; salesTotal: number };
  readonly L1P10A1: { communitiesUsing: number; communitiesTotal: number };
  readonly L2P1A1: {
    filingRate: number;
    dispatchRate: number;
    onTimeRate: number;
    closureRate: number;
    coveredArea: number;
    builtUpArea: number;
  };
  readonly L2P1A2: { monitoredLength: number; totalLength: number };
  readonly L2P1A3: { tunnelLength: number; newRoadLength: number };
  readonly L2P1A4: {
    conflictsResolved: boolean;
    threeZonesLines: boolean;
    planPlatform: boolean;
    inApproval: boolean;
  };
  readonly L2P1A5: { industrySystem: boolean; publicPlatform: boolean; iotMonitoring: boolean };
  readonly L2P2A1: {
    areasHd: number;
    areasTotal: number;
    camerasIntact: number;
    camerasTotal: number;
  };
  readonly L2P2A2: { camerasConnected: number; camerasTotal: number };
  readonly L2P2A3: { casesWithVideo: number; casesTotal: number; departmentsServed: number };
  readonly L2P3A1: { leadership: boolean; assessment: boolean };
  readonly L2P3A2: { unitsSharing: number; unitsTotal: number };
  readonly L3P1A1: { stations: number; cityAreaKm2: number };
  readonly L3P1A2: { disclosing: number; keyPolluters: number };
  readonly L3P1A3: { handled: number; reported: number };
  readonly L3P2A1: { monitored: number; keyUsersTotal: number };
  readonly L4P1A1: { broadbandUsers: number; households: number };
  readonly L4P1A2: { users4g: number; residents: number };
  readonly L4P1A3: { ipv6Sites: number };
  readonly L4P2A1: {
    map500Area: number;
    builtUpArea: number;
    map2000Area: number;
    planningArea: number;
    updateYears: number | null;
  };
  readonly L4P2A2: { govVersion: boolean; publicVersion: boolean; mobileApp: boolean };
  readonly L5P1A1: { openCategories: readonly string[] };
  readonly L5P1A2: { departmentsSharing: number; departmentsTotal: number };
  readonly L5P2A1: { casesByField: Readonly<Record<string, number>> };
  readonly L6P1A1: { reviewDeduction: number; leakIncidents: number };
  readonly L6P2A1: { nonCompliantSystems: number };
  readonly L7P1A1: { leadership: boolean; leadershipActive: boolean };
  readonly L7P1A2: { inAssessment: boolean; projectRules: boolean };
  readonly L7P1A3: { socialCapital: number; totalInvestment: number; thirdParty: boolean };
  readonly L8P1: { surveyScore: number };
}

/** The scores of all nodes by id (`L1P1-A1`, `L1P1`, `L1`) and the total. */
export function scoreCity(city: TypedCity) {
  const a = city.L1P1A1;
  const L1P1A1 = round2(0.3 * rate(a.eCertItems, a.itemsTotal) * 100);
  const L1P1A2 = round2(0.3 * rate(city.L1P1A2.oneStopItems, city.L1P1A2.itemsTotal) * 100);
  const L1P1A3 = round2(0.4 * rate(city.L1P1A3.unifiedAuthItems, city.L1P1A3.itemsTotal) * 100);
  const L1P1 = round2(0.05 * (L1P1A1 + L1P1A2 + L1P1A3));

  const L1P2A1 = round2(trafficIndex(city.L1P2A1));
  const L1P2A2 = round2(0.45 * rate(city.L1P2A2.realtimeLines, city.L1P2A2.linesTotal) * 100);
  const L1P2A3 = round2(0.15 * rate(city.L1P2A3.ePayTrips, city.L1P2A3.tripsTotal) * 100);
  const L1P2 = round2(0.02 * (L1P2A1 + L1P2A2 + L1P2A3));

  const s = city.L1P3A1;
  const L1P3A1 = round2(
    0.4 * (rate(s.streetsServed, s.streetsTotal) * 50 + rate(s.townsServed, s.townsTotal) * 50),
  );
  const L1P3A2 = round2(0.4 * city.L1P3A2.services.length * 25);
  const L1P3A3 = round2(0.2 * modes(city.L1P3A3));
  const L1P3 = round2(0.02 * (L1P3A1 + L1P3A2 + L1P3A3));

  const L1P4A1 = round2(0.4 * rate(city.L1P4A1.withEmr, city.L1P4A1.institutionsTotal) * 100);
  const L1P4A2 = round2(0.3 * rate(city.L1P4A2.bookedVisits, city.L1P4A2.visitsTotal) * 100);
  const L1P4A3 = round2(0.3 * lookups(city.L1P4A3.hospitals) * 100);
  const L1P4 = round2(0.03 * (L1P4A1 + L1P4A2 + L1P4A3));

  const e = city.L1P5A2;
  const L1P5A1 = round2(
    0.3 * rate(city.L1P5A1.fullyEquippedSchools, city.L1P5A1.schoolsTotal) * 100,
  );
  const L1P5A2 = round2(
    0.4 * cappedRate(e.teacherSpaces + e.studentSpaces, e.teachersTotal + e.studentsTotal) * 100,
  );
  const L1P5A3 = round2(0.3 * rate(city.L1P5A3.wifiSchools, city.L1P5A3.schoolsTotal) * 100);
  const L1P5 = round2(0.03 * (L1P5A1 + L1P5A2 + L1P5A3));

  const L1P6A1 = round2(0.5 * rate(city.L1P6A1.unitsUsing, city.L1P6A1.unitsTotal) * 100);
  const L1P6A2 = round2(0.5 * modes(city.L1P6A2));
  const L1P6 = round2(0.02 * (L1P6A1 + L1P6A2));

  const L1P7A1 = round2(0.3 * mobileServices(city.L1P7A1));
  const L1P7A2 = round2(0.4 * mobileUsers(city.L1P7A2) * 100);
  const card = city.L1P7A3;
  const L1P7A3 = round2(0.3 * Math.min(100, 10 * (card.domains.length + card.otherDomains)));
  const L1P7 = round2(0.03 * (L1P7A1 + L1P7A2 + L1P7A3));

  const L1P8A1 = round2(accessibility(city.L1P8A1));
  const L1P8 = round2(0.02 * L1P8A1);

  const farm = city.L1P9A1;
  const L1P9A1 = round2(
    0.4 *
      (Math.min(40, 8 * (farm.infoUses.length + farm.otherInfoUses)) +
        Math.min(60, 20 * (farm.techFields.length + farm.otherTechFields))),
  );
  const L1P9A2 = round2(
    0.3 * cappedRate(city.L1P9A2.infoStations, city.L1P9A2.villagesTotal) * 100,
  );
  const L1P9A3 = round2(0.3 * rate(city.L1P9A3.onlineSales, city.L1P9A3.salesTotal) * 100);
  const L1P9 = round2(0.02 * (L1P9A1 + L1P9A2 + L1P9A3));

  const L1P10A1 = round2(rate(city.L1P10A1.communitiesUsing, city.L1P10A1.communitiesTotal) * 100);
  const L1P10 = round2(0.02 * L1P10A1);

  const d = city.L2P1A1;
  const L2P1A1 = round2(
    0.2 *
      (band(d.filingRate, 95) +
        band(d.dispatchRate, 90) +
        band(d.onTimeRate, 80) +
        band(d.closureRate, 90) +
        band(rate(d.coveredArea, d.builtUpArea) * 100, 90)),
  );
  const L2P1A2 = round2(0.2 * rate(city.L2P1A2.monitoredLength, city.L2P1A2.totalLength) * 100);
  const L2P1A3 = round2(
    0.2 * cappedRate(city.L2P1A3.tunnelLength, city.L2P1A3.newRoadLength) * 100,
  );
  const p = city.L2P1A4;
  const L2P1A4 = round2(
    0.2 *
      ((p.conflictsResolved ? 25 : 0) +
        (p.threeZonesLines ? 25 : 0) +
        (p.planPlatform ? 25 : 0) +
        (p.inApproval ? 25 : 0)),
  );
  const g = city.L2P1A5;
  const L2P1A5 = round2(
    0.2 * ((g.industrySystem ? 50 : 0) + (g.publicPlatform ? 25 : 0) + (g.iotMonitoring ? 25 : 0)),
  );
  const L2P1 = round2(0.03 * (L2P1A1 + L2P1A2 + L2P1A3 + L2P1A4 + L2P1A5));

  const v = city.L2P2A1;
  const L2P2A1 = round2(
    0.4 *
      (0.4 * rate(v.areasHd, v.areasTotal) * 100 +
        0.6 * rate(v.camerasIntact, v.camerasTotal) * 100),
  );
  const L2P2A2 = round2(0.3 * rate(city.L2P2A2.camerasConnected, city.L2P2A2.camerasTotal) * 100);
  const c = city.L2P2A3;
  const served =
    c.departmentsServed >= 5
      ? 100
      : c.departmentsServed >= 3
        ? 60
        : c.departmentsServed >= 1
          ? 40
          : 0;
  const L2P2A3 = round2(0.3 * (0.6 * rate(c.casesWithVideo, c.casesTotal) * 100 + 0.4 * served));
  const L2P2 = round2(0.05 * (L2P2A1 + L2P2A2 + L2P2A3));

  const L2P3A1 = round2(
    0.5 * ((city.L2P3A1.leadership ? 50 : 0) + (city.L2P3A1.assessment ? 50 : 0)),
  );
  const L2P3A2 = round2(0.5 * rate(city.L2P3A2.unitsSharing, city.L2P3A2.unitsTotal) * 100);
  const L2P3 = round2(0.03 * (L2P3A1 + L2P3A2));

  const L3P1A1 = round2(0.4 * cappedRate(city.L3P1A1.stations, city.L3P1A1.cityAreaKm2 / 30) * 100);
  const L3P1A2 = round2(0.3 * rate(city.L3P1A2.disclosing, city.L3P1A2.keyPolluters) * 100);
  const r = city.L3P1A3;
  const L3P1A3 = round2(0.3 * (r.reported === 0 ? 1 : r.handled / r.reported) * 100);
  const L3P1 = round2(0.04 * (L3P1A1 + L3P1A2 + L3P1A3));

  const L3P2A1 = round2(rate(city.L3P2A1.monitored, city.L3P2A1.keyUsersTotal) * 100);
  const L3P2 = round2(0.02 * L3P2A1);

  const L4P1A1 = round2(0.4 * cappedRate(city.L4P1A1.broadbandUsers, city.L4P1A1.households) * 100);
  const L4P1A2 = round2(0.3 * cappedRate(city.L4P1A2.users4g, city.L4P1A2.residents) * 100);
  const L4P1A3 = round2(0.3 * (city.L4P1A3.ipv6Sites / 10) * 100);
  const L4P1 = round2(0.02 * (L4P1A1 + L4P1A2 + L4P1A3));

  const m = city.L4P2A1;
  const L4P2A1 = round2(
    0.5 *
      (rate(m.map500Area, m.builtUpArea) * 100 * 0.25 +
        rate(m.map2000Area, m.planningArea) * 100 * 0.25 +
        (m.updateYears === null ? 0 : 100 / Math.max(1, m.updateYears)) * 0.5),
  );
  const t = city.L4P2A2;
  const L4P2A2 = round2(
    0.5 * ((t.govVersion ? 40 : 0) + (t.publicVersion ? 30 : 0) + (t.mobileApp ? 30 : 0)),
  );
  const L4P2 = round2(0.03 * (L4P2A1 + L4P2A2));

  const L5P1A1 = round2(0.5 * (city.L5P1A1.openCategories.length / 22) * 100);
  const L5P1A2 = round2(
    0.5 * rate(city.L5P1A2.departmentsSharing, city.L5P1A2.departmentsTotal) * 100,
  );
  const L5P1 = round2(0.04 * (L5P1A1 + L5P1A2));
  const L5P2A1 = round2(developedFields(city.L5P2A1.casesByField));
  const L5P2 = round2(0.04 * L5P2A1);

  const L6P1A1 = deduction(
    Math.min(0.5, city.L6P1A1.reviewDeduction) + Math.min(1.5, 0.3 * city.L6P1A1.leakIncidents),
  );
  const L6P2A1 = deduction(Math.min(2, 0.2 * city.L6P2A1.nonCompliantSystems));

  const L7P1A1 = round2(
    0.3 * ((city.L7P1A1.leadership ? 50 : 0) + (city.L7P1A1.leadershipActive ? 50 : 0)),
  );
  const L7P1A2 = round2(
    0.3 * ((city.L7P1A2.inAssessment ? 50 : 0) + (city.L7P1A2.projectRules ? 50 : 0)),
  );
  const o = city.L7P1A3;
  const L7P1A3 = round2(
    0.4 * (rate(o.socialCapital, o.totalInvestment) * 50 + (o.thirdParty ? 50 : 0)),
  );
  const L7P1 = round2(0.04 * (L7P1A1 + L7P1A2 + L7P1A3));

  const L8P1 = round2(0.4 * city.L8P1.surveyScore);

  const L1 = round2(L1P1 + L1P2 + L1P3 + L1P4 + L1P5 + L1P6 + L1P7 + L1P8 + L1P9 + L1P10);
  const L2 = round2(L2P1 + L2P2 + L2P3);
  const L3 = round2(L3P1 + L3P2);
  const L4 = round2(L4P1 + L4P2);
  const L5 = round2(L5P1 + L5P2);
  const L6 = 0 - round2(-L6P1A1 - L6P2A1);
  const total = Math.max(0, round2(L1 + L2 + L3 + L4 + L5 + L6 + L7P1 + L8P1));

  return {
    "L1P1-A1": L1P1A1,
    "L1P1-A2": L1P1A2,
    "L1P1-A3": L1P1A3,
    "L1P2-A1": L1P2A1,
    "L1P2-A2": L1P2A2,
    "L1P2-A3": L1P2A3,
    "L1P3-A1": L1P3A1,
    "L1P3-A2": L1P3A2,
    "L1P3-A3": L1P3A3,
    "L1P4-A1": L1P4A1,
    "L1P4-A2": L1P4A2,
    "L1P4-A3": L1P4A3,
    "L1P5-A1": L1P5A1,
    "L1P5-A2": L1P5A2,
    "L1P5-A3": L1P5A3,
    "L1P6-A1": L1P6A1,
    "L1P6-A2": L1P6A2,
    "L1P7-A1": L1P7A1,
    "L1P7-A2": L1P7A2,
    "L1P7-A3": L1P7A3,
    "L1P8-A1": L1P8A1,
    "L1P9-A1": L1P9A1,
    "L1P9-A2": L1P9A2,
    "L1P9-A3": L1P9A3,
    "L1P10-A1": L1P10A1,
    "L2P1-A1": L2P1A1,
    "L2P1-A2": L2P1A2,
    "L2P1-A3": L2P1A3,
    "L2P1-A4": L2P1A4,
    "L2P1-A5": L2P1A5,
    "L2P2-A1": L2P2A1,
    "L2P2-A2": L2P2A2,
    "L2P2-A3": L2P2A3,
    "L2P3-A1": L2P3A1,
    "L2P3-A2": L2P3A2,
    "L3P1-A1": L3P1A1,
    "L3P1-A2": L3P1A2,
    "L3P1-A3": L3P1A3,
    "L3P2-A1": L3P2A1,
    "L4P1-A1": L4P1A1,
    "L4P1-A2": L4P1A2,
    "L4P1-A3": L4P1A3,
    "L4P2-A1": L4P2A1,
    "L4P2-A2": L4P2A2,
    "L5P1-A1": L5P1A1,
    "L5P1-A2": L5P1A2,
    "L5P2-A1": L5P2A1,
    "L6P1-A1": L6P1A1,
    "L6P2-A1": L6P2A1,
    "L7P1-A1": L7P1A1,
    "L7P1-A2": L7P1A2,
    "L7P1-A3": L7P1A3,
    L1P1,
    L1P2,
    L1P3,
    L1P4,
    L1P5,
    L1P6,
    L1P7,
    L1P8,
    L1P9,
    L1P10,
    L2P1,
    L2P2,
    L2P3,
    L3P1,
    L3P2,
    L4P1,
    L4P2,
    L5P1,
    L5P2,
    L6P1: L6P1A1,
    L6P2: L6P2A1,
    L7P1,
    L8P1,
    L1,
    L2,
    L3,
    L4,
    L5,
    L6,
    L7: L7P1,
    L8: L8P1,
    total,
  };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Points taken off, rounded away from zero; nothing taken off is 0, not -0. */
function deduction(value: number): number {
  return 0 - round2(value);
}

function rate(part: number, total: number): number {
  return total === 0 ? 0 : part / total;
}

function cappedRate(part: number, total: number): number {
  return total === 0 ? 0 : Math.min(1, part / total);
}

function band(percent: number, top: number): number {
  if (percent >= top) return 20;
  if (percent >= top - 5) return 15;
  if (percent >= top - 10) return 10;
  return percent >= top - 15 ? 5 : 0;
}

function modes(item: TypedCity["L1P3A3"]): number {
  return Math.min(100, 20 * (item.modes.length + item.otherModes));
}

function trafficIndex(item: TypedCity["L1P2A1"]): number {
  if (!item.indexPlatform) return 0;
  let points = 15;
  if (item.multiSourceRealtime) points += 10;
  if (item.liveAndRetrospective) points += 5;
  if (item.forecast) points += 10;
  if (item.earlyWarning) points += 10;
  if (item.eventAnalysis) points += 10;
  if (item.variableSigns) points += 6;
  points += Math.min(5, (item.ownApp ? 2 : 0) + item.socialApps);
  if (item.website) points += 4;
  if (item.radio) points += 3;
  if (item.tv) points += 2;
  if (item.expressway) points += 5;
  if (item.arterial) points += 5;
  if (item.secondary) points += 10;
  return 0.4 * points;
}

function lookups(hospitals: TypedCity["L1P4A3"]["hospitals"]): number {
  if (hospitals.length === 0) return 0;
  let sum = 0;
  for (const hospital of hospitals) {
    sum += cappedRate(hospital.recordLookups, hospital.outpatientVisits);
  }
  return sum / hospitals.length;
}

function mobileServices(item: TypedCity["L1P7A1"]): number {
  let basic = 0;
  for (const service of item.baseServices) {
    switch (service) {
      case "utilityPayment":
        if (item.utilityTypes.length === 3) basic += 2;
        break;
      case "hospitalBooking":
        if (rate(item.hospitalsBookable, item.hospitalsTotal) >= 0.9) basic += 2;
        break;
      case "scenicTickets":
        if (rate(item.scenicBookable, item.scenicTotal) >= 0.9) basic += 2;
        break;
      default:
        basic += 2;
    }
  }
  return basic + Math.min(70, 2 * item.otherServices);
}

function mobileUsers(item: TypedCity["L1P7A2"]): number {
  const { wechatUsers: a, alipayUsers: b, cityPlatformUsers: c } = item;
  return cappedRate(rate(a * a + b * b + c * c, a + b + c), item.residents);
}

function accessibility(item: TypedCity["L1P8A1"]): number {
  const departments = rate(item.deptSitesAccessible, item.deptSitesTotal);
  const news = item.newsSitesAccessible;
  return (
    (item.mainPortal ? 50 : 0) +
    (departments >= 0.9 ? 30 : departments >= 0.6 ? 20 : departments >= 0.3 ? 10 : 0) +
    (news === 3 ? 20 : news === 2 ? 10 : news === 1 ? 5 : 0)
  );
}

function developedFields(cases: Readonly<Record<string, number>>): number {
  let points = 0;
  for (const field in cases) if ((cases[field] ?? 0) >= 2) points += 10;
  return points;
}
