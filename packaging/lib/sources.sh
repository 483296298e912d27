# Debian source packages by a private apt: own lists, state and cache; the machine's apt stays as it is.
# The mirror is the one the machine uses, signatures are checked against Debian's archive keyring. Sourced.

# The release whose source packages are built where the distribution's own are too old.
sources_suite=trixie
sources_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# The URI of the mirror this machine takes Debian from. Copied out of apt's own answer at run time.
machine_mirror() {
  local uri
  uri=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(ORIGIN) $(REPO_URI)' 'Created-By: Packages' |
    awk -v codename="$codename" '$1 == codename && $2 == "main" && $3 == "Debian" { print $4; exit }')
  [[ -n $uri ]] || fail "apt knows no mirror for Debian $codename, component main." \
    "Add one to /etc/apt/sources.list, run 'apt-get update' as root, then this command again."
  printf '%s\n' "$uri"
}

private_apt() {
  apt-get -q -o Dir::Etc::sourcelist="$howdah_deps/apt/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$howdah_deps/apt/lists" -o Dir::Cache="$howdah_deps/apt/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}

prepare_private_apt() {
  [[ -r $sources_keyring ]] || fail "Debian's archive keys are missing ($sources_keyring)." \
    "As root, run: apt-get install debian-archive-keyring"
  local wanted
  wanted="deb-src [signed-by=$sources_keyring] $(machine_mirror) $sources_suite main"
  mkdir -p "$howdah_deps"/apt/{lists/partial,cache/archives/partial}
  printf '%s\n' "$wanted" >"$howdah_deps/apt/sources.list"
  quietly "$howdah_deps/log/apt-update" private_apt update || fail \
    "The list of Debian $sources_suite's source packages could not be fetched." \
    "Check the network and the proxy settings of apt, then run this command again."
}

# fetch_source PACKAGE FOLDER: unpacks the upstream tar of a Debian source package into FOLDER.
fetch_source() {
  local package=$1 folder=$2 download=$howdah_deps/download/$1
  rm -rf "$download" "$folder"
  mkdir -p "$download" "$folder"
  [[ -n ${private_apt_ready:-} ]] || prepare_private_apt
  private_apt_ready=1
  (cd "$download" && quietly "$howdah_deps/log/$package-download" private_apt source --tar-only --download-only "$package") ||
    fail "The source of $package could not be fetched from Debian $sources_suite." \
      "Check the network and the proxy settings of apt, then run this command again."
  local -a tars=("$download"/*.orig.tar.*)
  tar -xf "${tars[0]}" -C "$folder" --strip-components=1 || fail "${tars[0]} cannot be unpacked." "Is the disk full?"
}
