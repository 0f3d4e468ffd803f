package dev.muster.objective;

import dev.muster.incident.ClosingCondition;
import dev.muster.incident.Figure;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentQuery;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** An incident is closed when its data loss is known, or a person has declared that nobody will ever know it. */
@Component
class DataLossKnown implements ClosingCondition {

    private final FigureQuery figures;
    private final IncidentQuery incidents;

    DataLossKnown(FigureQuery figures, IncidentQuery incidents) {
        this.figures = figures;
        this.incidents = incidents;
    }

    @Override
    public List<String> hindrances(Incident incident) {
        Measure<Duration> loss = figures.figures(incident).dataLoss();
        boolean declared =
                incidents.unknownFigures(incident.id()).stream().anyMatch(it -> it.figure() == Figure.DATA_LOSS);
        return switch (loss) {
            case Measure.Invalid<Duration> it
            when !declared -> List.of("Declare that nobody knows the data loss: " + it.reason() + ".");
            // A restore on its way is a run that must end first.
            case Measure.Invalid<Duration> it -> List.of();
            case Measure.Measured<Duration> it -> List.of();
            case Measure.Pending<Duration> it -> List.of();
            case Measure.NotApplicable<Duration> it -> List.of();
        };
    }
}
