// A list that is fetched page by page.

import type { VNode } from "preact";
import { call, type Page } from "../api/client";
import { t } from "../i18n";
import { Button, Fetched, useFetched } from "./parts";

const PAGE = 50;

/** A list's pages, and the button for the next one. */
export function usePages<Item>(path: string, query: Record<string, string> = {}): { fetched: ReturnType<typeof useFetched<Page<Item>>>; more: VNode | null } {
  const fetchPage = (cursor?: string | null) => call<Page<Item>>(path, { query: { ...query, limit: PAGE, cursor } });
  const fetched = useFetched(() => fetchPage(), [path, JSON.stringify(query)]);
  const shown = fetched.value;
  const next = async () => {
    const page = await fetchPage(shown?.next_cursor);
    fetched.set({ ...page, items: [...(shown?.items ?? []), ...page.items] });
  };
  return { fetched, more: shown?.next_cursor ? <div class="more"><Button onClick={next}>{t("app.more")}</Button></div> : null };
}

interface PagedListProps<Item> {
  path: string;
  query?: Record<string, string>;
  label: string;
  /** What is shown where the list is empty. */
  none: VNode;
  /** What a row shows of an entry. */
  children: (item: Item) => VNode;
}

/** A list with a row for each entry. */
export function PagedList<Item extends { id: string }>({ path, query, label, none, children }: PagedListProps<Item>): VNode {
  const { fetched, more } = usePages<Item>(path, query);
  return (
    <Fetched fetched={fetched}>
      {({ items }) => items.length === 0 ? none : (
        <>
          <ul class="rows panel" aria-label={label}>{items.map((each) => <li key={each.id}>{children(each)}</li>)}</ul>
          {more}
        </>
      )}
    </Fetched>
  );
}
