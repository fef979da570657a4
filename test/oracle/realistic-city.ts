/** Cities as they may really report: a prefecture-level city of some millions, figures that fit together. */
import type { City } from "./city.ts";
import { INPUTS, SAME_FIGURES } from "./inputs-2018.ts";
import { between, chance, pick, type Random, some } from "./random.ts";

/** A complete and valid city. */
export function realisticCity(random: Random): City {
  /** How far the city has come, which most of its rates follow. */
  const progress = 0.25 + 0.7 * random();
  const count = (low: number, high: number) => between(random, low, high);
  const yes = () => chance(random, progress);
  const rate = () => Math.min(1, Math.max(0, progress + (random() - 0.5) * 0.6));
  const part = (total: number) => Math.round(total * rate());
  const amount = (low: number, high: number) => hundredths(low + random() * (high - low));
  const amountPart = (total: number) => hundredths(total * rate());
  const list = (item: string, input: string) =>
    some(random, INPUTS[item]?.[input]?.options ?? [], progress);
  const percent = () => hundredths(Math.min(100, 55 + 45 * progress + 25 * (random() - 0.6)));

  const items = count(300, 2400);
  const residents = count(1_500_000, 9_000_000);
  const built = amount(90, 620);
  const planned = amount(700, 2600);
  const cameras = count(3000, 60_000);
  const areas = count(80, 900);
  const streets = chance(random, 0.03) ? 0 : count(10, 80);
  const towns = count(40, 180);
  const villages = count(900, 3200);
  const lines = count(60, 320);
  const trips = count(60_000_000, 700_000_000);
  const institutions = count(120, 520);
  const visits = count(4_000_000, 40_000_000);
  const schools = count(400, 1800);
  const wifiSchools = schools + count(10, 90);
  const teachers = count(20_000, 110_000);
  const students = count(300_000, 1_500_000);
  const units = count(1000, 3600);
  const hospitals = count(20, 110);
  const scenic = count(5, 60);
  const portals = count(25, 60);
  const communities = count(1200, 3900);
  const cases = count(2000, 26_000);
  const creditUnits = count(30, 75);
  const polluters = count(60, 420);
  const reported = chance(random, 0.03) ? 0 : count(200, 9000);
  const keyUsers = count(30, 260);
  const households = count(500_000, 3_000_000);
  const departments = count(35, 60);
  const pipes = amount(1500, 14_000);
  const roads = chance(random, 0.05) ? 0 : amount(10, 260);
  const sales = amount(300_000, 4_000_000);
  const investment = amount(2000, 300_000);

  const city: City = {
    "L1P1-A1": { eCertItems: part(items), itemsTotal: items },
    "L1P1-A2": { oneStopItems: part(items), itemsTotal: items },
    "L1P1-A3": { unifiedAuthItems: part(items), itemsTotal: items },
    "L1P2-A1": {
      indexPlatform: chance(random, 0.8),
      multiSourceRealtime: yes(),
      liveAndRetrospective: yes(),
      forecast: yes(),
      earlyWarning: yes(),
      eventAnalysis: yes(),
      variableSigns: yes(),
      ownApp: yes(),
      socialApps: count(0, 6),
      website: yes(),
      radio: yes(),
      tv: yes(),
      expressway: yes(),
      arterial: yes(),
      secondary: yes(),
    },
    "L1P2-A2": { realtimeLines: part(lines), linesTotal: lines },
    "L1P2-A3": { ePayTrips: part(trips), tripsTotal: trips },
    "L1P3-A1": {
      streetsServed: part(streets),
      streetsTotal: streets,
      townsServed: part(towns),
      townsTotal: towns,
    },
    "L1P3-A2": { services: list("L1P3-A2", "services") },
    "L1P3-A3": { modes: list("L1P3-A3", "modes"), otherModes: count(0, 2) },
    "L1P4-A1": { withEmr: part(institutions), institutionsTotal: institutions },
    "L1P4-A2": { bookedVisits: part(visits), visitsTotal: visits },
    "L1P4-A3": {
      hospitals: Array.from({ length: count(2, 14) }, (_, i) => {
        const outpatientVisits = count(200_000, 2_600_000);
        return {
          name: `三级医院${i + 1}`,
          recordLookups: part(outpatientVisits),
          outpatientVisits,
        };
      }),
    },
    "L1P5-A1": { fullyEquippedSchools: part(schools), schoolsTotal: schools },
    "L1P5-A2": {
      teacherSpaces: Math.round(teachers * rate() * 1.1),
      studentSpaces: Math.round(students * rate() * 1.1),
      teachersTotal: teachers,
      studentsTotal: students,
    },
    "L1P5-A3": { wifiSchools: part(wifiSchools), schoolsTotal: wifiSchools },
    "L1P6-A1": { unitsUsing: part(units), unitsTotal: units },
    "L1P6-A2": { modes: list("L1P6-A2", "modes") },
    "L1P7-A1": {
      baseServices: list("L1P7-A1", "baseServices"),
      utilityTypes: chance(random, 0.7)
        ? ["water", "electricity", "gas"]
        : list("L1P7-A1", "utilityTypes"),
      hospitalsBookable: chance(random, 0.5) ? hospitals : part(hospitals),
      hospitalsTotal: hospitals,
      scenicBookable: chance(random, 0.5) ? scenic : part(scenic),
      scenicTotal: scenic,
      otherServices: count(0, 45),
    },
    "L1P7-A2": {
      wechatUsers: Math.round(residents * rate() * 0.7),
      alipayUsers: Math.round(residents * rate() * 0.5),
      cityPlatformUsers: Math.round(residents * rate() * 0.2),
      residents,
    },
    "L1P7-A3": { domains: list("L1P7-A3", "domains"), otherDomains: count(0, 2) },
    "L1P8-A1": {
      mainPortal: yes(),
      deptSitesAccessible: part(portals),
      deptSitesTotal: portals,
      newsSitesAccessible: count(0, 3),
    },
    "L1P9-A1": {
      infoUses: list("L1P9-A1", "infoUses"),
      techFields: list("L1P9-A1", "techFields"),
      ...(chance(random, 0.3) ? { otherInfoUses: 1, otherTechFields: 1 } : {}),
    },
    "L1P9-A2": { infoStations: Math.round(villages * rate() * 1.05), villagesTotal: villages },
    "L1P9-A3": { onlineSales: amountPart(sales), salesTotal: sales },
    "L1P10-A1": { communitiesUsing: part(communities), communitiesTotal: communities },
    "L2P1-A1": {
      filingRate: percent(),
      dispatchRate: percent(),
      onTimeRate: percent(),
      closureRate: percent(),
      coveredArea: amountPart(built),
      builtUpArea: built,
    },
    "L2P1-A2": { monitoredLength: amountPart(pipes), totalLength: pipes },
    "L2P1-A3": { tunnelLength: hundredths(roads * rate() * 0.4), newRoadLength: roads },
    "L2P1-A4": {
      conflictsResolved: yes(),
      threeZonesLines: yes(),
      planPlatform: yes(),
      inApproval: yes(),
    },
    "L2P1-A5": { industrySystem: yes(), publicPlatform: yes(), iotMonitoring: yes() },
    "L2P2-A1": {
      areasHd: part(areas),
      areasTotal: areas,
      camerasIntact: part(cameras),
      camerasTotal: cameras,
    },
    "L2P2-A2": { camerasConnected: part(cameras), camerasTotal: cameras },
    "L2P2-A3": { casesWithVideo: part(cases), casesTotal: cases, departmentsServed: count(0, 9) },
    "L2P3-A1": { leadership: yes(), assessment: yes() },
    "L2P3-A2": { unitsSharing: part(creditUnits), unitsTotal: creditUnits },
    "L3P1-A1": {
      stations: count(5, 40),
      cityAreaKm2: chance(random, 0.5) ? built : amount(1500, 16_000),
      areaUsed: pick(random, ["建成区", "市域", "市区"]),
    },
    "L3P1-A2": { disclosing: part(polluters), keyPolluters: polluters },
    "L3P1-A3": { handled: part(reported), reported },
    "L3P2-A1": { monitored: part(keyUsers), keyUsersTotal: keyUsers },
    "L4P1-A1": { broadbandUsers: Math.round(households * rate() * 1.2), households },
    "L4P1-A2": { users4g: Math.round(residents * rate() * 1.2), residents },
    "L4P1-A3": { ipv6Sites: count(0, 10) },
    "L4P2-A1": {
      map500Area: amountPart(built),
      builtUpArea: built,
      map2000Area: amountPart(planned),
      planningArea: planned,
      updateYears: pick(random, [0.5, 1, 1, 1.5, 2, 3, 5, null]),
    },
    "L4P2-A2": { govVersion: yes(), publicVersion: yes(), mobileApp: yes() },
    "L5P1-A1": { openCategories: list("L5P1-A1", "openCategories") },
    "L5P1-A2": { departmentsSharing: part(departments), departmentsTotal: departments },
    "L5P2-A1": {
      casesByField: Object.fromEntries(
        list("L5P2-A1", "casesByField").map((field) => [field, count(0, 5)]),
      ),
    },
    "L6P1-A1": {
      reviewDeduction: chance(random, 0.8) ? 0 : pick(random, [0.1, 0.2, 0.25, 0.5]),
      leakIncidents: chance(random, 0.8) ? 0 : count(1, 3),
    },
    "L6P2-A1": { nonCompliantSystems: chance(random, 0.6) ? 0 : count(1, 12) },
    "L7P1-A1": { leadership: yes(), leadershipActive: yes() },
    "L7P1-A2": { inAssessment: yes(), projectRules: yes() },
    "L7P1-A3": {
      socialCapital: amountPart(investment),
      totalInvestment: investment,
      thirdParty: yes(),
    },
    L8P1: { surveyScore: hundredths(50 + 45 * random()) },
  };
  if (chance(random, 0.5)) giveSameFiguresOnce(random, city);
  return city;
}

/** Leaves a figure that is asked for in several places in one of them, any one. */
export function giveSameFiguresOnce(random: Random, city: City): void {
  for (const places of SAME_FIGURES) {
    const kept = pick(random, places);
    for (const place of places) {
      const [item, input] = place;
      if (place !== kept) delete city[item]?.[input];
    }
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
