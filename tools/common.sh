# Sourced by the other scripts. They share: the project's root as the working folder, a PATH that holds the
# tools set-up installs, and no compiler flags from outside. A RUSTFLAGS variable would replace the list in
# .cargo/config.toml, and the build would silently stop running on older browsers.
# shellcheck shell=bash
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.tools/bin:${CARGO_HOME:-${HOME:-}/.cargo}/bin:$PATH"

say() { printf '== %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

for name in RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS \
  CARGO_BUILD_TARGET; do
  if [ -n "${!name+set}" ]; then
    say "ignoring the variable $name: it would replace the flags of .cargo/config.toml"
    unset "$name"
  fi
done
unset NO_COLOR # Trunk refuses to start with NO_COLOR=1

build_app() {
  trunk build --release --offline --skip-version-check
}
