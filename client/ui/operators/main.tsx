// The operators' page: who has signed in sees what runs, and can act on it.
// Owns: the frame with its tabs, and the way in. Must not: know what a tab shows.
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { useState } from "preact/hooks";
import { keepSettings } from "../../settings/store.ts";
import { Live } from "./live.tsx";
import { AuditLog, Bans } from "./papers.tsx";
import { Reports } from "./reports.tsx";
import { act, languageTag, note, operate, operator, say, switchLanguage, whoAmI } from "./state.ts";
import "../base.css";
import "./operators.css";
import "./parts.css";

const TABS = { live: Live, reports: Reports, bans: Bans, audit: AuditLog } as const;
type Tab = keyof typeof TABS;

const tab = signal<Tab>("live");

function Page() {
  if (operator.value === undefined) return null;
  return operator.value === null ? <SignIn /> : <Desk name={operator.value} />;
}

function Desk({ name }: { name: string }) {
  const Shown = TABS[tab.value];
  return (
    <>
      <header class="op-head">
        <h1 class="op-title">
          Emberline <small>{say("title")}</small>
        </h1>
        <span class="op-me">{name}</span>
        <LanguageButton />
        <button type="button" class="small-button" data-testid="sign-out" onClick={() => void signOut()}>
          {say("signOut")}
        </button>
      </header>
      <nav class="op-tabs">
        {(Object.keys(TABS) as Tab[]).map((key) => (
          <button
            type="button"
            key={key}
            data-testid={`tab-${key}`}
            aria-current={key === tab.value ? "page" : undefined}
            onClick={() => {
              note.value = "";
              tab.value = key;
            }}
          >
            {say(key)}
          </button>
        ))}
      </nav>
      <Note />
      <main>
        <Shown />
      </main>
    </>
  );
}

const LanguageButton = () => (
  <button type="button" class="small-button" data-testid="language" onClick={switchLanguage}>
    {say("language")}
  </button>
);

const Note = () => (
  <p class="op-note" role="status" data-testid="note">
    {note.value}
  </p>
);

async function signOut(): Promise<void> {
  if (await act("DELETE", "/api/operators/session")) operator.value = null;
}

function SignIn() {
  const [name, setName] = useState("");
  const [secret, setSecret] = useState("");
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    note.value = "";
    const me = await operate<{ name: string }>("POST", "/api/operators/session", { name, secret });
    if (me !== null) operator.value = me.name;
  };
  return (
    <form class="card op-sign-in" onSubmit={(event) => void send(event)}>
      <h1 class="op-title">
        Emberline <small>{say("title")}</small>
      </h1>
      <label>
        {say("name")}
        <input
          data-testid="name"
          autocomplete="username"
          maxLength={32}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <label>
        {say("secret")}
        <input
          data-testid="secret"
          type="password"
          autocomplete="current-password"
          value={secret}
          onInput={({ currentTarget }) => setSecret(currentTarget.value)}
        />
      </label>
      <Note />
      <div class="op-row">
        <LanguageButton />
        <button type="submit" class="small-button warm" data-testid="sign-in">
          {say("signIn")}
        </button>
      </div>
    </form>
  );
}

keepSettings();
effect(() => {
  document.documentElement.lang = languageTag();
});
void whoAmI();
render(<Page />, document.getElementById("page") as HTMLElement);
