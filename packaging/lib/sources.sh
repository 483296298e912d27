# Debian source packages by a private apt: own lists, state and cache; the machine's apt stays as it is.
# The mirror is the one the machine uses, signatures are checked against Debian's archive keyring. Sourced.

sources_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# The URI of the mirror this machine takes Debian from, out of apt's own answer at run time.
machine_mirror() {
  local uri
  # shellcheck disable=SC2016 # apt's own placeholders
  uri=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(ORIGIN) $(REPO_URI)' 'Created-By: Packages' |
    awk -v codename="$codename" '$1 == codename && $2 == "main" && $3 == "Debian" && !found { print $4; found = 1 }')
  [[ -n $uri ]] || fail "apt knows no mirror for Debian $codename, component main." \
    "Add one to /etc/apt/sources.list, run 'apt-get update' as root, then this command again."
  printf '%s\n' "$uri"
}

# private_apt SUITE ARGUMENT...
private_apt() {
  local folder=$howdah_deps/apt/$1
  shift
  apt-get -q -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$folder/lists" -o Dir::Cache="$folder/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}

prepare_private_apt() {
  local suite=$1 folder=$howdah_deps/apt/$1 mirror
  [[ -r $sources_keyring ]] || fail "Debian's archive keys are missing ($sources_keyring)." \
    "As root, run: apt-get install debian-archive-keyring"
  mirror=$(machine_mirror)
  mkdir -p "$folder"/{lists/partial,cache/archives/partial}
  printf 'deb-src [signed-by=%s] %s %s main\n' "$sources_keyring" "$mirror" "$suite" >"$folder/sources.list"
  quietly "$howdah_deps/log/apt-$suite" private_apt "$suite" update || fail \
    "The list of Debian $suite's source packages could not be fetched." \
    "Check the network and the proxy settings of apt, then run this command again."
}

# fetch_source SUITE PACKAGE FOLDER: unpacks the upstream tar of a Debian source package into FOLDER.
fetch_source() {
  local suite=$1 package=$2 folder=$3 download=$howdah_deps/download/$2
  rm -rf "$download" "$folder"
  mkdir -p "$download" "$folder"
  [[ -n ${prepared_suites[$suite]:-} ]] || prepare_private_apt "$suite"
  prepared_suites[$suite]=1
  (cd "$download" && quietly "$howdah_deps/log/$package-download" \
    private_apt "$suite" source --tar-only --download-only "$package") ||
    fail "The source of $package could not be fetched from Debian $suite." \
      "Check the network and the proxy settings of apt, then run this command again."
  local -a tars=("$download"/*.orig.tar.*)
  tar -xf "${tars[0]}" -C "$folder" --strip-components=1 || fail "${tars[0]} cannot be unpacked." "Is the disk full?"
  rm -rf "$download"
}
declare -A prepared_suites=()
