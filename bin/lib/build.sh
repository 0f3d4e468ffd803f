# Compiles what bin/run and bin/bench start, with the front end and the test classes beside which the estate lives.
# shellcheck shell=bash

build() {
    find_maven
    say "Building (the first time takes some minutes: it downloads the libraries)"
    mkdir -p target
    rm -f target/run.stamp
    touch target/run.starting
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

newer() { find pom.xml src db frontend -newer target/run.stamp -type f ! -path 'frontend/generated/*' ! -name index.html -print -quit 2>/dev/null; }

build_if_older() {
    if [ ! -f target/run.stamp ] || [ ! -s target/run.classpath ] || [ ! -d target/test-classes ] || [ -n "$(newer)" ]; then
        build
    else
        say "The last build is newer than the sources"
    fi
}

class_path() { printf %s "$PROJECT/target/test-classes:$PROJECT/target/classes:$(cat "$PROJECT/target/run.classpath")"; }
