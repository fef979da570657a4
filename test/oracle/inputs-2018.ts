/**
 * What the 2018 notice asks of a city, written down a second time for the tests: which inputs an item
 * has, of what kind, and what must hold between them. The product reads the same from its rule files;
 * that the two agree is what the tests are for.
 */

type Kind = "count" | "amount" | "percent" | "boolean" | "text" | "list" | "rows" | "counts";

export interface InputRule {
  readonly kind: Kind;
  /** The input of the same item that this one may not exceed. */
  readonly partOf?: string;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** Lowest and highest value, both allowed. */
  readonly range?: readonly [string, string];
  /** The value must lie above this one. */
  readonly above?: string;
  readonly options?: readonly string[];
  readonly fields?: Readonly<Record<string, InputRule>>;
}

export const INPUTS: Readonly<Record<string, Readonly<Record<string, InputRule>>>> = {
  "L1P1-A1": { eCertItems: { kind: "count", partOf: "itemsTotal" }, itemsTotal: { kind: "count" } },
  "L1P1-A2": {
    oneStopItems: { kind: "count", partOf: "itemsTotal" },
    itemsTotal: { kind: "count" },
  },
  "L1P1-A3": {
    unifiedAuthItems: { kind: "count", partOf: "itemsTotal" },
    itemsTotal: { kind: "count" },
  },
  "L1P2-A1": {
    indexPlatform: { kind: "boolean" },
    multiSourceRealtime: { kind: "boolean" },
    liveAndRetrospective: { kind: "boolean" },
    forecast: { kind: "boolean" },
    earlyWarning: { kind: "boolean" },
    eventAnalysis: { kind: "boolean" },
    variableSigns: { kind: "boolean" },
    ownApp: { kind: "boolean" },
    socialApps: { kind: "count" },
    website: { kind: "boolean" },
    radio: { kind: "boolean" },
    tv: { kind: "boolean" },
    expressway: { kind: "boolean" },
    arterial: { kind: "boolean" },
    secondary: { kind: "boolean" },
  },
  "L1P2-A2": {
    realtimeLines: { kind: "count", partOf: "linesTotal" },
    linesTotal: { kind: "count" },
  },
  "L1P2-A3": { ePayTrips: { kind: "count", partOf: "tripsTotal" }, tripsTotal: { kind: "count" } },
  "L1P3-A1": {
    streetsServed: { kind: "count", partOf: "streetsTotal" },
    streetsTotal: { kind: "count" },
    townsServed: { kind: "count", partOf: "townsTotal" },
    townsTotal: { kind: "count" },
  },
  "L1P3-A2": {
    services: {
      kind: "list",
      options: ["relationTransfer", "remoteEligibility", "remoteMedical", "pensionStatusQuery"],
    },
  },
  "L1P3-A3": {
    modes: {
      kind: "list",
      options: ["internet", "kiosk", "govWechat", "govWeibo", "mobileApp", "hotline12333"],
    },
    otherModes: { kind: "count", optional: true },
  },
  "L1P4-A1": {
    withEmr: { kind: "count", partOf: "institutionsTotal" },
    institutionsTotal: { kind: "count" },
  },
  "L1P4-A2": {
    bookedVisits: { kind: "count", partOf: "visitsTotal" },
    visitsTotal: { kind: "count" },
  },
  "L1P4-A3": {
    hospitals: {
      kind: "rows",
      fields: {
        name: { kind: "text", optional: true },
        recordLookups: { kind: "count" },
        outpatientVisits: { kind: "count" },
      },
    },
  },
  "L1P5-A1": {
    fullyEquippedSchools: { kind: "count", partOf: "schoolsTotal" },
    schoolsTotal: { kind: "count" },
  },
  "L1P5-A2": {
    teacherSpaces: { kind: "count" },
    studentSpaces: { kind: "count" },
    teachersTotal: { kind: "count" },
    studentsTotal: { kind: "count" },
  },
  "L1P5-A3": {
    wifiSchools: { kind: "count", partOf: "schoolsTotal" },
    schoolsTotal: { kind: "count" },
  },
  "L1P6-A1": { unitsUsing: { kind: "count", partOf: "unitsTotal" }, unitsTotal: { kind: "count" } },
  "L1P6-A2": {
    modes: {
      kind: "list",
      options: ["internet", "kiosk", "govWechat", "govWeibo", "mobileApp", "hotline12333"],
    },
    otherModes: { kind: "count", optional: true },
  },
  "L1P7-A1": {
    baseServices: {
      kind: "list",
      options: [
        "utilityPayment",
        "hospitalBooking",
        "trafficViolationQuery",
        "trafficFinePayment",
        "passengerTickets",
        "scenicTickets",
        "tourismComplaint",
        "socialInsuranceQuery",
        "housingFundQuery",
        "taxService",
        "exitEntry",
        "marriageBooking",
        "birthCertificates",
        "vehicleDriverLicences",
        "environmentReport",
      ],
    },
    utilityTypes: { kind: "list", options: ["water", "electricity", "gas"] },
    hospitalsBookable: { kind: "count", partOf: "hospitalsTotal" },
    hospitalsTotal: { kind: "count" },
    scenicBookable: { kind: "count", partOf: "scenicTotal" },
    scenicTotal: { kind: "count" },
    otherServices: { kind: "count" },
  },
  "L1P7-A2": {
    wechatUsers: { kind: "count" },
    alipayUsers: { kind: "count" },
    cityPlatformUsers: { kind: "count" },
    residents: { kind: "count" },
  },
  "L1P7-A3": {
    domains: {
      kind: "list",
      options: [
        "transport",
        "utilities",
        "employment",
        "socialInsurance",
        "housingFund",
        "scenic",
        "community",
        "parking",
        "retail",
        "medical",
        "mobilePayment",
      ],
    },
    otherDomains: { kind: "count", optional: true },
  },
  "L1P8-A1": {
    mainPortal: { kind: "boolean" },
    deptSitesAccessible: { kind: "count", partOf: "deptSitesTotal" },
    deptSitesTotal: { kind: "count" },
    newsSitesAccessible: { kind: "count", range: ["0", "3"] },
  },
  "L1P9-A1": {
    infoUses: {
      kind: "list",
      options: ["productionGuidance", "scaleEstimate", "zonePlanning", "cycleYield", "agriFinance"],
    },
    otherInfoUses: { kind: "count", optional: true },
    techFields: {
      kind: "list",
      options: ["machinery", "fieldCrops", "facility", "livestock", "aquaculture"],
    },
    otherTechFields: { kind: "count", optional: true },
  },
  "L1P9-A2": { infoStations: { kind: "count" }, villagesTotal: { kind: "count" } },
  "L1P9-A3": {
    onlineSales: { kind: "amount", partOf: "salesTotal" },
    salesTotal: { kind: "amount" },
  },
  "L1P10-A1": {
    communitiesUsing: { kind: "count", partOf: "communitiesTotal" },
    communitiesTotal: { kind: "count" },
  },
  "L2P1-A1": {
    filingRate: { kind: "percent", range: ["0", "100"] },
    dispatchRate: { kind: "percent", range: ["0", "100"] },
    onTimeRate: { kind: "percent", range: ["0", "100"] },
    closureRate: { kind: "percent", range: ["0", "100"] },
    coveredArea: { kind: "amount" },
    builtUpArea: { kind: "amount" },
  },
  "L2P1-A2": {
    monitoredLength: { kind: "amount", partOf: "totalLength" },
    totalLength: { kind: "amount" },
  },
  "L2P1-A3": { tunnelLength: { kind: "amount" }, newRoadLength: { kind: "amount" } },
  "L2P1-A4": {
    conflictsResolved: { kind: "boolean" },
    threeZonesLines: { kind: "boolean" },
    planPlatform: { kind: "boolean" },
    inApproval: { kind: "boolean" },
  },
  "L2P1-A5": {
    industrySystem: { kind: "boolean" },
    publicPlatform: { kind: "boolean" },
    iotMonitoring: { kind: "boolean" },
  },
  "L2P2-A1": {
    areasHd: { kind: "count", partOf: "areasTotal" },
    areasTotal: { kind: "count" },
    camerasIntact: { kind: "count", partOf: "camerasTotal" },
    camerasTotal: { kind: "count" },
  },
  "L2P2-A2": {
    camerasConnected: { kind: "count", partOf: "camerasTotal" },
    camerasTotal: { kind: "count" },
  },
  "L2P2-A3": {
    casesWithVideo: { kind: "count", partOf: "casesTotal" },
    casesTotal: { kind: "count" },
    departmentsServed: { kind: "count" },
  },
  "L2P3-A1": { leadership: { kind: "boolean" }, assessment: { kind: "boolean" } },
  "L2P3-A2": {
    unitsSharing: { kind: "count", partOf: "unitsTotal" },
    unitsTotal: { kind: "count" },
  },
  "L3P1-A1": {
    stations: { kind: "count" },
    cityAreaKm2: { kind: "amount" },
    areaUsed: { kind: "text", optional: true },
  },
  "L3P1-A2": {
    disclosing: { kind: "count", partOf: "keyPolluters" },
    keyPolluters: { kind: "count" },
  },
  "L3P1-A3": { handled: { kind: "count", partOf: "reported" }, reported: { kind: "count" } },
  "L3P2-A1": {
    monitored: { kind: "count", partOf: "keyUsersTotal" },
    keyUsersTotal: { kind: "count" },
  },
  "L4P1-A1": { broadbandUsers: { kind: "count" }, households: { kind: "count" } },
  "L4P1-A2": { users4g: { kind: "count" }, residents: { kind: "count" } },
  "L4P1-A3": { ipv6Sites: { kind: "count", range: ["0", "10"] } },
  "L4P2-A1": {
    map500Area: { kind: "amount", partOf: "builtUpArea" },
    builtUpArea: { kind: "amount" },
    map2000Area: { kind: "amount", partOf: "planningArea" },
    planningArea: { kind: "amount" },
    updateYears: { kind: "amount", nullable: true, above: "0" },
  },
  "L4P2-A2": {
    govVersion: { kind: "boolean" },
    publicVersion: { kind: "boolean" },
    mobileApp: { kind: "boolean" },
  },
  "L5P1-A1": {
    openCategories: {
      kind: "list",
      options: [
        "credit",
        "health",
        "socialEmployment",
        "publicSafety",
        "housing",
        "transport",
        "education",
        "science",
        "energy",
        "ecology",
        "industryAgriculture",
        "commerce",
        "finance",
        "workSafety",
        "market",
        "socialAid",
        "legal",
        "living",
        "weather",
        "geospatial",
        "placeNames",
        "organisations",
      ],
    },
  },
  "L5P1-A2": {
    departmentsSharing: { kind: "count", partOf: "departmentsTotal" },
    departmentsTotal: { kind: "count" },
  },
  "L5P2-A1": {
    casesByField: {
      kind: "counts",
      options: [
        "macroPolicy",
        "enterpriseSupervision",
        "quality",
        "energySaving",
        "environment",
        "foodSafety",
        "workSafety",
        "credit",
        "tourism",
        "emergency",
      ],
    },
  },
  "L6P1-A1": {
    reviewDeduction: { kind: "amount", range: ["0", "0.5"] },
    leakIncidents: { kind: "count" },
  },
  "L6P2-A1": { nonCompliantSystems: { kind: "count" } },
  "L7P1-A1": { leadership: { kind: "boolean" }, leadershipActive: { kind: "boolean" } },
  "L7P1-A2": { inAssessment: { kind: "boolean" }, projectRules: { kind: "boolean" } },
  "L7P1-A3": {
    socialCapital: { kind: "amount", partOf: "totalInvestment" },
    totalInvestment: { kind: "amount" },
    thirdParty: { kind: "boolean" },
  },
  L8P1: { surveyScore: { kind: "amount", range: ["0", "100"] } },
};

/** Positive parts of a total of zero are refused also where the ratio itself may exceed 1. */
export interface ZeroTotal {
  readonly item: string;
  readonly parts: readonly string[];
  /** The total is the sum of these. */
  readonly total: readonly string[];
  /** The input whose rows are meant, each by itself. */
  readonly perRow?: string;
}

export const ZERO_TOTALS: readonly ZeroTotal[] = [
  { item: "L1P4-A3", parts: ["recordLookups"], total: ["outpatientVisits"], perRow: "hospitals" },
  {
    item: "L1P5-A2",
    parts: ["teacherSpaces", "studentSpaces"],
    total: ["teachersTotal", "studentsTotal"],
  },
  {
    item: "L1P7-A2",
    parts: ["wechatUsers", "alipayUsers", "cityPlatformUsers"],
    total: ["residents"],
  },
  { item: "L1P9-A2", parts: ["infoStations"], total: ["villagesTotal"] },
  { item: "L2P1-A1", parts: ["coveredArea"], total: ["builtUpArea"] },
  { item: "L2P1-A3", parts: ["tunnelLength"], total: ["newRoadLength"] },
  { item: "L3P1-A1", parts: ["stations"], total: ["cityAreaKm2"] },
  { item: "L4P1-A1", parts: ["broadbandUsers"], total: ["households"] },
  { item: "L4P1-A2", parts: ["users4g"], total: ["residents"] },
];

/** Figures that the notice asks for more than once, as item and input; the first is the one named. */
export const SAME_FIGURES: readonly (readonly (readonly [string, string])[])[] = [
  [
    ["L1P1-A1", "itemsTotal"],
    ["L1P1-A2", "itemsTotal"],
    ["L1P1-A3", "itemsTotal"],
  ],
  [
    ["L4P1-A2", "residents"],
    ["L1P7-A2", "residents"],
  ],
  [
    ["L2P1-A1", "builtUpArea"],
    ["L4P2-A1", "builtUpArea"],
  ],
  [
    ["L2P2-A1", "camerasTotal"],
    ["L2P2-A2", "camerasTotal"],
  ],
];
