# A private apt: own lists, own empty dpkg status, own archive folder; no root rights, no change to the host.
#
# Sourced by deps/sysroot and node-compat/fetch (bash, `set -euo pipefail`). The caller defines `say` and `die`.
#
#   apt_private DIR SUITE [deb|deb-src]...   writes the configuration below DIR/apt, sets APT_CONFIG and reads the
#                                            lists of SUITE, verified against Debian's archive keyring
#
# The mirror is the host's own (`apt-get indextargets`), never written into the repository; PHASOR_APT_MIRROR=URL
# overrides it.

apt_mirror() {
  local mirror=${PHASOR_APT_MIRROR:-}
  if [ -z "$mirror" ]; then
    mirror=$(apt-get indextargets --format '$(SITE) $(ORIGIN) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
      awk '$2 == "Debian" && $3 == "main" {print $1}' | grep -v -- '-security' | head -n 1 || true)
  fi
  if [ -z "$mirror" ]; then  # the host's lists are empty: before the first `apt-get update` no ORIGIN is known
    mirror=$(apt-get indextargets --format '$(SITE) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
      awk '$2 == "main" {print $1}' | grep '/debian$' | head -n 1 || true)
  fi
  [ -n "$mirror" ] || die "no Debian mirror in the host's apt configuration: set PHASOR_APT_MIRROR=URL"
  echo "$mirror"
}

apt_private() {
  local work=$1 suite=$2 kind tool arch mirror
  shift 2
  [ $# -gt 0 ] || set -- deb
  for tool in apt-get dpkg dpkg-deb apt-cache; do
    command -v $tool >/dev/null || die "$tool is missing; this is made of Debian packages: install apt and dpkg"
  done
  arch=$(dpkg --print-architecture)
  mirror=$(apt_mirror)
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -e "$keyring" ] || die "$keyring is missing: install the package debian-archive-keyring"

  mkdir -p "$work"/apt/{lists/partial,archives/partial,etc/apt.conf.d,etc/preferences.d}
  : > "$work/apt/status"
  : > "$work/apt/etc/sources.list"
  for kind in "$@"; do
    echo "$kind [signed-by=$keyring] $mirror $suite main" >> "$work/apt/etc/sources.list"
  done
  cat > "$work/apt/apt.conf" <<CONF
Dir::State "$work/apt";
Dir::State::lists "$work/apt/lists";
Dir::State::status "$work/apt/status";
Dir::Cache "$work/apt";
Dir::Cache::archives "$work/apt/archives";
Dir::Etc "$work/apt/etc";
Dir::Etc::sourcelist "$work/apt/etc/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::trusted "$keyring";
APT::Architecture "$arch";
APT::Architectures { "$arch"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  export APT_CONFIG=$work/apt/apt.conf

  say "reading the package lists of Debian $suite"
  if ! apt-get update -qq >"$work/log" 2>&1 && grep -q 'is expired' "$work/log"; then
    # A mirror that lags behind serves a Release file past its Valid-Until; its signature is checked all the same.
    say "warning: the mirror's Release file is past its Valid-Until date; going on with that signed file"
    echo 'Acquire::Check-Valid-Until "false";' >> "$APT_CONFIG"
    apt-get update -qq >"$work/log" 2>&1 || true
  fi
  if grep -q '^[EW]:' "$work/log"; then
    cat "$work/log" >&2; die "apt-get update failed; is the mirror reachable?"
  fi
}
