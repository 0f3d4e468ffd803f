# Compiles what bin/run and bin/bench start, with the front end and the test classes beside which the estate lives.
# shellcheck shell=bash

build() {
    find_maven
    say "Building (the first time takes some minutes: it downloads the libraries)"
    mkdir -p target
    rm -f target/run.stamp
    touch target/run.starting
    sources >target/run.sources
    # In a group of its own, so that whoever ends us can end all of it: Maven starts programs, too
    setsid mvn -B -ntp -q -DskipTests -Dspotless.check.skip \
        prepare-package dependency:build-classpath -Dmdep.outputFile=target/run.classpath -Dmdep.includeScope=test \
        </dev/null >target/run-build.log 2>&1 &
    local maven=$! waited=0
    trap 'say "Stopping the build"; kill -- "-$maven" 2>/dev/null; wait "$maven" || true; exit 130' INT TERM HUP
    while kill -0 "$maven" 2>/dev/null; do
        sleep 1
        waited=$((waited + 1))
        [ $((waited % 30)) -ne 0 ] || say "still building, $waited s"
    done
    trap - INT TERM HUP
    if ! wait "$maven"; then
        grep -E '^\[ERROR\]' target/run-build.log | head -20 >&2
        fail "the build failed; all of it is in target/run-build.log"
    fi
    mv target/run.starting target/run.stamp
}

# What a build is made of. frontend/generated and index.html are made by it.
sources() { find pom.xml src db frontend -type f ! -path 'frontend/generated/*' ! -name index.html "$@" 2>/dev/null | LC_ALL=C sort; }

# A file that was taken away leaves nothing that is newer, but the list of files differs.
newer() {
    [ -n "$(sources -newer target/run.stamp)" ] || { [ -f target/run.sources ] && ! sources | cmp -s - target/run.sources; }
}

build_if_older() {
    if [ ! -f target/run.stamp ] || [ ! -s target/run.classpath ] || [ ! -d target/test-classes ] || newer; then
        build
    else
        say "The last build is newer than the sources"
    fi
}

class_path() { printf %s "$PROJECT/target/test-classes:$PROJECT/target/classes:$(cat "$PROJECT/target/run.classpath")"; }
