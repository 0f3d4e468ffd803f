# Files of one machine: $1 is the verb, its operands follow; the reason for a refusal goes to standard error.
export LC_ALL=C
umask 077
verb=$1
shift

no() {
  echo "$1" >&2
  exit 1
}

# $1 what a program said
because() {
  case $1 in
    *": No such file or directory") no "it is not there" ;;
    *": Permission denied") no "permission denied" ;;
    *": File exists") no "something is there already" ;;
    *"invalid user: "* | *"invalid group: "*) no "this machine has no account or group ${1##*: }" ;;
    *) no "${1##*: }" ;;
  esac
}

try() {
  said=$("$@" 2>&1 >/dev/null) || because "$said"
}

# $1 path, $2 what it must be, $3 what to say when it is not
must_be() {
  said=$(stat -c %F -- "$1" 2>&1) || because "$said"
  case $said in
    $2) ;;
    *) no "$3" ;;
  esac
}

a_file() {
  must_be "$1" 'regular*file' "it is no file"
}

absent() {
  if [ -e "$1" ] || [ -L "$1" ]; then no "something is there already"; fi
}

# $1 path, $2 mode, $3 owner, $4 group; the mode last, because a change of owner takes the special bits away
give() {
  [ -z "$3" ] || try chown -h -- "$3" "$1"
  [ -z "$4" ] || try chgrp -h -- "$4" "$1"
  try chmod -- "$2" "$1"
}

identity() {
  stat -c %d:%i -- "$1" 2>/dev/null
}

# $1 from, $2 to, $3 -n or -f; "-n" says nothing when it does nothing. Where the kernel renames no folder, as between two
# mounts of one disk, mv would copy and delete it, and whoever looks meanwhile would see half of it.
move() {
  was=$(identity "$1")
  if [ -d "$1" ] && [ ! -L "$1" ] && ! mv --no-copy --version >/dev/null 2>&1 && command -v perl >/dev/null; then
    try perl -e 'rename($ARGV[0], $ARGV[1]) or die "perl: $!\n"' -- "$1" "$2"
  elif mv --no-copy --version >/dev/null 2>&1; then
    try mv "$3" --no-copy -T -- "$1" "$2"
  else
    try mv "$3" -T -- "$1" "$2"
  fi
  [ "$(identity "$2")" = "$was" ] || no "something is there already"
}

# A rename stands for good when its folder was written; who may not read the folder cannot have that.
keep() {
  sync -- "$1" 2>/dev/null || :
}

# The draft is removed whatever happens; neither a second signal nor that nobody listens any more disturbs that.
clears_away() {
  trap '' PIPE
  trap 'trap "" HUP INT TERM; rm -rf --one-file-system -- "$draft"' EXIT
  trap 'trap "" HUP INT TERM; exit 1' HUP INT TERM
}

case $verb in
  facts)
    if said=$(stat --printf '%f\n%s\n%d:%i\n%U\n%u\n%G\n%g\n' -- "$1" 2>&1); then
      echo "$said"
    else
      case $said in
        *": No such file or directory") ;;
        *) because "$said" ;;
      esac
    fi
    ;;
  read)
    a_file "$1"
    dd "if=$1" iflag=nofollow bs=1M status=none
    ;;
  sha256)
    a_file "$1"
    { code=$({ { dd "if=$1" iflag=nofollow bs=1M status=none; echo $? >&3; } | sha256sum >&4; } 3>&1); } 4>&1
    exit "$code"
    ;;
  put)
    target=$1 draft=$2 folder=$3 size=$4 how=$5
    if [ "$how" = -n ]; then
      absent "$target"
    elif [ -d "$target" ] && [ ! -L "$target" ]; then
      no "it is a folder"
    fi
    clears_away
    said=$({ set -C && : >"$draft"; } 2>&1) || because "$said"
    said=$({ head -c "$size" >>"$draft"; } 2>&1) || because "$said"
    IFS= read -r sum || no "it did not arrive whole"
    have=$(sha256sum <"$draft")
    [ "${have%% *}" = "$sum" ] || no "it was written and is read back as something else"
    give "$draft" "$6" "$7" "$8"
    try sync -- "$draft"
    move "$draft" "$target" "$how"
    keep "$folder"
    ;;
  names)
    must_be "$1" directory "it is no folder"
    find "$1" -mindepth 1 -maxdepth 1 -printf '%f\0'
    ;;
  make-folder)
    try mkdir -m 700 -- "$1"
    trap 'rmdir -- "$1"' EXIT
    give "$1" "$3" "$4" "$5"
    trap - EXIT
    keep "$2"
    ;;
  rename)
    from=$1 to=$2
    said=$(stat -c %d -- "$from" 2>&1) || because "$said"
    absent "$to"
    disk=$(stat -L -c %d -- "$4" 2>&1) || because "$disk"
    [ "$said" = "$disk" ] || no "it is on another disk"
    move "$from" "$to" -n
    keep "$3"
    keep "$4"
    ;;
  copy)
    from=$1 to=$2 draft=$3 folder=$4
    said=$(stat -c %d -- "$from" 2>&1) || because "$said"
    absent "$to"
    clears_away
    try cp -a -T -- "$from" "$draft"
    sync -f -- "$folder" 2>/dev/null || sync
    move "$draft" "$to" -n
    keep "$folder"
    ;;
  remove)
    try rm -rf --one-file-system -- "$1"
    ;;
  free)
    said=$(df --output=avail -B1 -- "$1" 2>&1) || because "$said"
    echo "$said" | tail -n 1
    ;;
  *)
    no "unknown verb $verb"
    ;;
esac
