package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.host.ByteExchange;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.Machine;

/** Does something to what was unpacked before it is read back. */
record Spoiled(Machine real, Command spoiling) implements Machine {

    @Override
    public CommandResult run(Command command, CommandListener listener) {
        return real.run(command, listener);
    }

    @Override
    public CommandResult exchange(Command command, ByteExchange bytes) {
        CommandResult result = real.exchange(command, bytes);
        if (command.arguments().contains("--extract")) {
            assertThat(real.run(spoiling, CommandListener.silent()).succeeded()).isTrue();
        }
        return result;
    }
}
