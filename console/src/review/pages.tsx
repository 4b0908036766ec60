// The document's pages, with the places of its fields drawn over them. A page is fetched when it comes into sight.
//
// All places are in the page's points from its top left corner, so the overlay's coordinates are the API's own.

import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../api/client";
import type { Box, PageList, PageOut } from "../api/types";
import { t } from "../i18n";
import { Button, Failed, Loading, useFetched } from "../ui/parts";
import type { Place } from "./model";

export interface Mark extends Place {
  name: string;
  tone: "sure" | "doubtful" | "line";
}

interface PagesProps {
  invoiceId: string;
  marks: Mark[];
  active: string | null;
  /** Where the active field stands, to be scrolled to. */
  target: Place | null;
  onMark: (name: string) => void;
  /** Whether there may be none to look at: then nothing is said of it. */
  optional?: boolean;
  /** Words were chosen on a page, for the active field. */
  onWords: (text: string, place: Place) => void;
}

export function Pages(props: PagesProps): VNode | null {
  const pages = useFetched(() => call<PageList>(`/invoices/${props.invoiceId}/pages`), [props.invoiceId]);
  const [wide, setWide] = useState(false);
  const room = useRef<HTMLDivElement>(null);
  const { target } = props;

  useEffect(() => {
    if (target) bringIntoSight(room.current, target, pages.value);
  }, [target?.page, target?.box.top, target?.box.left, pages.value]);

  if (pages.error !== undefined && props.optional) return null;
  if (pages.error !== undefined) return <Failed error={pages.error} again={pages.again} />;
  if (!pages.value) return <Loading rows={3} />;
  return (
    <section class="pages" aria-label={t("review.pages")}>
      <div class="page-tools">
        <span>{t("review.pageCount", { count: pages.value.items.length })}</span>
        <Button kind="quiet" icon="zoom" pressed={wide} onClick={() => setWide(!wide)}>{t("review.zoom")}</Button>
      </div>
      <div class={`sheets ${wide ? "wide" : ""}`} ref={room} tabIndex={0} role="group" aria-label={t("review.pages")}>
        {pages.value.items.map((size) => <Sheet key={size.number} size={size} {...props} />)}
      </div>
    </section>
  );
}

function bringIntoSight(room: HTMLElement | null, target: Place, pages?: PageList): void {
  const sheet = room?.querySelector<HTMLElement>(`[data-page="${target.page}"]`);
  const size = pages?.items[target.page - 1];
  if (!room || !sheet || !size) return;
  const scale = sheet.clientHeight / size.height;
  const middle = sheet.offsetTop - room.offsetTop + ((target.box.top + target.box.bottom) / 2) * scale;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  room.scrollTo({ top: middle - room.clientHeight / 2, left: target.box.left * scale - room.clientWidth / 3, behavior: calm ? "auto" : "smooth" });
}

function Sheet({ size, invoiceId, marks, active, onMark, onWords }: PagesProps & { size: PageList["items"][number] }): VNode {
  const [seen, setSeen] = useState(false);
  const [page, setPage] = useState<PageOut>();
  const [error, setError] = useState<unknown>();
  const sheet = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: "300px" });
    if (sheet.current) watcher.observe(sheet.current);
    return () => watcher.disconnect();
  }, []);
  const fetchPage = () => {
    setError(undefined);
    call<PageOut>(`/invoices/${invoiceId}/pages/${size.number}`).then(setPage, setError);
  };
  useEffect(() => {
    if (seen) fetchPage();
  }, [seen]);

  return (
    <div class="sheet" ref={sheet} data-page={size.number} style={{ aspectRatio: `${size.width} / ${size.height}` }}>
      {page && <img src={page.image} alt={t("review.pageOf", { number: size.number })} onError={() => setError(new Error("image"))} draggable={false} />}
      {error !== undefined && <Failed error={error} again={fetchPage} />}
      {page && <Overlay page={page} marks={marks.filter((mark) => mark.page === size.number)} active={active} onMark={onMark} onWords={onWords} />}
    </div>
  );
}

interface Point {
  x: number;
  y: number;
}

function Overlay({ page, marks, active, onMark, onWords }: { page: PageOut; marks: Mark[] } & Pick<PagesProps, "active" | "onMark" | "onWords">): VNode {
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);
  const at = (event: PointerEvent): Point => {
    const room = (event.currentTarget as Element).getBoundingClientRect();
    return { x: ((event.clientX - room.left) / room.width) * page.width, y: ((event.clientY - room.top) / room.height) * page.height };
  };
  const drawn = from && to ? boxBetween(from, to) : null;
  const chosen = drawn ? page.words.filter((word) => touches(word.box, drawn)) : [];
  const finish = () => {
    setFrom(null);
    setTo(null);
    if (!drawn) return;
    const mark = isPoint(drawn) && marks.find((each) => each.name !== active && touches(each.box, drawn));
    if (active && chosen.length) onWords(inReadingOrder(chosen).map((word) => word.text).join(" "), { page: page.number, box: around(chosen.map((word) => word.box)) });
    else if (mark) onMark(mark.name);
  };
  const cancel = () => {
    setFrom(null);
    setTo(null);
  };
  return (
    <svg
      class={active ? "overlay choosing" : "overlay"}
      viewBox={`0 0 ${page.width} ${page.height}`}
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault(); // the field that words are chosen for keeps the focus
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(at(event));
        setTo(at(event));
      }}
      onPointerMove={(event) => from && setTo(at(event))}
      onPointerUp={finish}
      onPointerCancel={cancel}
    >
      {marks.map((mark) => <Rect key={mark.name} box={mark.box} kind={`mark ${mark.tone} ${mark.name === active ? "active" : ""}`} room={1.5} />)}
      {active && page.words.map((word, index) => <Rect key={index} box={word.box} kind={chosen.includes(word) ? "word chosen" : "word"} room={0.5} />)}
      {drawn && !isPoint(drawn) && <Rect box={drawn} kind="drawn" room={0} />}
    </svg>
  );
}

const Rect = ({ box, kind, room }: { box: Box; kind: string; room: number }): VNode => (
  <rect class={kind} x={box.left - room} y={box.top - room} width={box.right - box.left + 2 * room} height={box.bottom - box.top + 2 * room} rx={1.5} />
);

const boxBetween = (a: Point, b: Point): Box => ({ left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) });

const isPoint = (box: Box): boolean => box.right - box.left < 3 && box.bottom - box.top < 3;

const touches = (a: Box, b: Box): boolean => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

const around = (boxes: Box[]): Box => ({
  left: Math.min(...boxes.map((box) => box.left)),
  top: Math.min(...boxes.map((box) => box.top)),
  right: Math.max(...boxes.map((box) => box.right)),
  bottom: Math.max(...boxes.map((box) => box.bottom)),
});

/** Words row by row: those whose middles are within half a line stand in one row. */
function inReadingOrder<Word extends { box: Box }>(words: Word[]): Word[] {
  const middle = ({ box }: Word) => (box.top + box.bottom) / 2;
  return [...words].sort((a, b) => (Math.abs(middle(a) - middle(b)) < (a.box.bottom - a.box.top) / 2 ? a.box.left - b.box.left : middle(a) - middle(b)));
}
