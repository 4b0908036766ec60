// A field to search with.

import type { VNode } from "preact";
import { Icon } from "./icons";

interface SearchBoxProps {
  label: string;
  value: string;
  onInput: (text: string) => void;
  /** What Enter does, where typing alone does not search. */
  onSearch?: (text: string) => void;
}

export function SearchBox({ label, value, onInput, onSearch }: SearchBoxProps): VNode {
  return (
    <form role="search" class="search" onSubmit={(event) => { event.preventDefault(); onSearch?.(value.trim()); }}>
      <Icon name="search" />
      <input type="search" aria-label={label} placeholder={label} value={value} maxLength={100} onInput={(event) => onInput(event.currentTarget.value)} />
    </form>
  );
}
