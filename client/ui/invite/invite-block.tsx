// How others come: a code, a link to copy or share, the link as a QR code.
// Owns: its markup and the ways to hand the link on. Must not: know what it leads to.
import { useRef, useState } from "preact/hooks";
import { Icon } from "../icon-button.tsx";
import { say } from "../strings.ts";
import { Qr } from "./qr.tsx";
import "./invite.css";

interface Props {
  code: string;
  link: string;
  /** Of the share sheet. */
  words: string;
}

export function InviteBlock({ code, link, words }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    field.current?.select();
    // Not allowed, or no clipboard: the link is marked, so that it can be copied by hand.
    setCopied(
      (await Promise.resolve(navigator.clipboard?.writeText(link).then(() => true)).catch(() => false)) ??
        false,
    );
  };
  const share = (): void => {
    navigator.share({ title: say("title"), text: words, url: link }).catch(() => {
      // Put away by the person: nothing to say.
    });
  };
  return (
    <div class="invite-block">
      <Qr text={link} />
      <div class="invite-ways">
        <p class="invite-code" data-testid="invite-code">
          {code}
        </p>
        <input
          ref={field}
          class="invite-link"
          type="text"
          readOnly
          value={link}
          aria-label={say("inviteLink")}
          data-testid="invite-link"
          onFocus={(event) => event.currentTarget.select()}
        />
        <div class="invite-buttons">
          <button type="button" class="small-button warm" data-testid="copy-link" onClick={() => void copy()}>
            <Icon name="link" /> {say(copied ? "linkCopied" : "copyLink")}
          </button>
          {"share" in navigator && (
            <button type="button" class="small-button" data-testid="share-link" onClick={share}>
              <Icon name="open" /> {say("share")}
            </button>
          )}
        </div>
        <p class="unseen" role="status">
          {copied ? say("linkCopied") : ""}
        </p>
      </div>
    </div>
  );
}
