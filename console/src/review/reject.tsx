// Why an invoice is rejected, in a few words that its history keeps.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, Dialog, Input } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

export function RejectDialog({ reject, onClose }: { reject: (comment: string) => Promise<void>; onClose: () => void }): VNode {
  const [comment, setComment] = useState("");
  const { error, saving } = useSaving();
  return (
    <Dialog title={t("review.reject")} onClose={onClose}>
      <form onSubmit={(event) => event.preventDefault()}>
        <Problem error={error} />
        <Input label={t("review.why")} hint={t("review.whyHint")} value={comment} onInput={setComment} maxLength={1000} autofocus autocomplete="off" />
        <footer>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button kind="primary" type="submit" onClick={saving(() => reject(comment.trim()))}>{t("review.reject")}</Button>
        </footer>
      </form>
    </Dialog>
  );
}
