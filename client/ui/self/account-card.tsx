// The account: a guest makes one or signs in; who has one changes the password or signs out.
// Owns: which form is shown, and what follows when it was sent. Must not: keep tokens or passwords.
import { useState } from "preact/hooks";
import { cleanName } from "../../../shared/protocol/join-request.ts";
import type { Me } from "../../../shared/protocol/profile.ts";
import { changeMe, changePassword, logIn, readMe, register, signOutOthers } from "../../net/self.ts";
import { change, settings } from "../../settings/store.ts";
import { type StringKey, say } from "../strings.ts";
import { who } from "../who.ts";
import { AccountForm, type Entry } from "./account-form.tsx";
import { Section } from "./marks.tsx";
import { selfError } from "./words.ts";

const EMAIL: Entry = { name: "email", label: "selfEmail", kind: "email" };
const PASSWORD: Entry = { name: "password", label: "selfPassword", kind: "password" };
const CHOSEN: Entry = { name: "password", label: "selfPassword", kind: "new" };
const NEXT: Entry = { name: "next", label: "selfNextPassword", kind: "new" };

interface Props {
  me: Me;
  changed: (me: Me) => void;
}

export function AccountCard(props: Props) {
  return (
    <Section title={say("account")}>
      {props.me.email === null ? <Guest {...props} /> : <Account {...props} email={props.me.email} />}
    </Section>
  );
}

function Guest({ changed }: Props) {
  const [shown, show] = useState<"none" | "register" | "login">("none");
  const { identity } = who();
  const make = async ({ email, password }: Record<string, string>): Promise<void> => {
    identity.become(await register(who(), { email, password }));
    changed(await changeMe(who(), { name: cleanName(settings.name.value), hue: settings.hue.value }));
  };
  const enter = async ({ email, password }: Record<string, string>): Promise<void> => {
    identity.become(await logIn(who(), { email, password }));
    const { chosen, player } = await readMe(who());
    if (chosen !== "") change({ name: chosen, hue: player.hue });
    beAnother();
  };
  return (
    <>
      {identity.signedOut && (
        <p class="self-note warm" role="status">
          {say("selfSignedOut")}
        </p>
      )}
      <p class="self-note">{say("selfGuestNote")}</p>
      <Ways>
        <Way name="register" words="selfRegister" shown={shown} show={show} />
        <Way name="login" words="selfLogIn" shown={shown} show={show} />
      </Ways>
      {shown === "register" && (
        <AccountForm
          key="register"
          testId="register"
          entries={[EMAIL, CHOSEN]}
          button="selfRegister"
          send={make}
        >
          <p class="self-note">{say("selfRegisterNote")}</p>
        </AccountForm>
      )}
      {shown === "login" && (
        <AccountForm key="login" testId="login" entries={[EMAIL, PASSWORD]} button="selfLogIn" send={enter}>
          <p class="self-note">{say("selfLogInNote")}</p>
        </AccountForm>
      )}
    </>
  );
}

function Account({ email }: Props & { email: string }) {
  const [shown, show] = useState<"none" | "password">("none");
  const [said, say_] = useState("");
  const { identity } = who();
  const another = async (values: Record<string, string>): Promise<void> => {
    identity.become(await changePassword(who(), { password: values.password, next: values.next }));
    show("none");
    say_(say("selfPasswordChanged"));
  };
  const others = async (): Promise<void> => {
    try {
      identity.become(await signOutOthers(who()));
      say_(say("selfOthersOut"));
    } catch (error) {
      say_(selfError((error as { code?: string }).code ?? "away"));
    }
  };
  const out = (): void => {
    identity.signOut();
    beAnother();
  };
  return (
    <>
      <p class="self-email" data-testid="account-email">
        {email}
      </p>
      <Ways>
        <Way name="password" words="selfChangePassword" shown={shown} show={show} />
        <button type="button" class="small-button" data-testid="others-out" onClick={() => void others()}>
          {say("selfSignOutOthers")}
        </button>
        <button type="button" class="small-button" data-testid="sign-out" onClick={out}>
          {say("selfSignOut")}
        </button>
      </Ways>
      {shown === "password" && (
        <AccountForm testId="password" entries={[PASSWORD, NEXT]} button="selfChangePassword" send={another}>
          {/* For password managers: whose password it is. */}
          <input type="email" name="username" autocomplete="username" value={email} readOnly hidden />
          <p class="self-note">{say("selfPasswordNote")}</p>
        </AccountForm>
      )}
      <p class="self-note" role="status" data-testid="account-state">
        {said}
      </p>
    </>
  );
}

function Ways({ children }: { children: preact.ComponentChildren }) {
  return <p class="account-ways">{children}</p>;
}

interface WayProps<T extends string> {
  name: T;
  words: StringKey;
  shown: T | "none";
  show: (form: T | "none") => void;
}

function Way<T extends string>({ name, words, shown, show }: WayProps<T>) {
  const open = shown === name;
  return (
    <button
      type="button"
      class={open ? "small-button open" : "small-button"}
      aria-expanded={open}
      data-testid={`show-${name}`}
      onClick={() => show(open ? "none" : name)}
    >
      {say(words)}
    </button>
  );
}

/** All that was opened as somebody else, the lobby and its talk, is opened anew. */
const beAnother = (): void => location.reload();
