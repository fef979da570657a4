/** @module The notice of the open draft: read again with every save and now and then, said of items at once. */
import {
  keepPreviousData,
  type QueryClient,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import {
  type Notice,
  readNotice,
  setWorkItems,
  type WorkChange,
  type WorkItem,
} from "../api/notices.ts";
import { isProblem } from "../api/problem.ts";
import { useSession } from "../session/session-store.ts";
import { useProblemText } from "../ui/problem-alert.tsx";
import { useSaving } from "../workspace/saving/saving-store.ts";

/** Other analysts work on the same list. */
const AGAIN_MS = 20_000;

/** Absent while it is read, and where no draft is open. */
export function useNotice(): Notice | undefined {
  const draft = useSaving((state) => state.draft);
  const user = useSession((state) => state.user);
  return useQuery({
    // A save may have changed items.
    queryKey: [...keyOf(draft?.id), draft?.save],
    queryFn: () => readNotice(draft?.id ?? ""),
    enabled: draft !== null && user != null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.workList ? AGAIN_MS : false),
  }).data;
}

export function useRefreshNotice(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: keyOf(useSaving.getState().draft?.id) });
  };
}

function keyOf(draft: string | undefined): readonly unknown[] {
  return ["notice", draft];
}

export type WorkChanges = { readonly [item: string]: WorkChange };

/** Changes go one after the other, each on what the one before has left. */
let queue: Promise<void> = Promise.resolve();
/** Changes that are shown and not yet kept. */
let waiting = 0;

/** Says something of items: shown at once, taken back with a word where it could not be kept. */
export function useSetWorkItems(): (items: WorkChanges) => void {
  const { t } = useTranslation("notice");
  const { message } = App.useApp();
  const client = useQueryClient();
  const refresh = useRefreshNotice();
  const problemText = useProblemText();
  return (items) => {
    const draft = useSaving.getState().draft?.id;
    if (draft === undefined) return;
    const seen = shownNotice(client, draft);
    show(client, draft, items);
    waiting++;
    queue = queue.then(async () => {
      try {
        const notice = await send(draft, items, seen);
        // An answer does not know what was said since.
        if (--waiting === 0) keep(client, draft, notice);
      } catch (error) {
        waiting--;
        const other =
          error instanceof SaidOtherwise ? t("saidOtherwise", { item: error.item }) : null;
        message.error(other ?? problemText(error));
        await refresh();
      }
    });
  };
}

/** Another analyst said something else of the item meanwhile; theirs stands. */
class SaidOtherwise extends Error {
  override readonly name = "SaidOtherwise";
  readonly item: string;
  constructor(item: string) {
    super(item);
    this.item = item;
  }
}

let version: { readonly draft: string; readonly number: number } | null = null;

async function send(draft: string, items: WorkChanges, seen: Notice | undefined): Promise<Notice> {
  for (;;) {
    const known = version?.draft === draft ? version.number : 0;
    const number = Math.max(known, seen?.workList?.version ?? 0);
    try {
      const notice = await setWorkItems(draft, number, items);
      version = { draft, number: notice.workList?.version ?? number };
      return notice;
    } catch (error) {
      if (!isProblem(error, "stale")) throw error;
      const { current } = error.document as unknown as {
        readonly current: { readonly version: number; readonly items: readonly WorkItem[] };
      };
      const before = new Map(seen?.workList?.items.map((one) => [one.item, one.state]));
      const other = current.items.find(
        ({ item, state }) => items[item]?.state !== undefined && before.get(item) !== state,
      );
      version = { draft, number: current.version };
      if (other !== undefined) throw new SaidOtherwise(other.item);
    }
  }
}

function shownNotice(client: QueryClient, draft: string): Notice | undefined {
  return client
    .getQueriesData<Notice>({ queryKey: keyOf(draft) })
    .map(([, notice]) => notice)
    .findLast((notice) => notice !== undefined);
}

function keep(client: QueryClient, draft: string, notice: Notice): void {
  client.setQueriesData<Notice>({ queryKey: keyOf(draft) }, notice);
}

function show(client: QueryClient, draft: string, items: WorkChanges): void {
  const user = useSession.getState().user;
  client.setQueriesData<Notice>({ queryKey: keyOf(draft) }, (notice) => {
    if (notice?.workList == null) return notice;
    const told = (one: WorkItem): WorkItem => {
      const { state, page } = items[one.item] ?? {};
      return {
        ...one,
        ...(state === undefined
          ? {}
          : { state, by: user?.id ?? null, at: new Date().toISOString() }),
        ...(page === undefined ? {} : { file: page?.file ?? null, page: page?.page ?? null }),
      };
    };
    return {
      ...notice,
      workList: { ...notice.workList, items: notice.workList.items.map(told) },
      people: user == null ? notice.people : { ...notice.people, [user.id]: user.name },
    };
  });
}
