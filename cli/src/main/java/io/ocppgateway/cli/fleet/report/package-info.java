/// What is told of a fleet that has ended: as text, as JSON, as a page with charts.
///
/// Read [io.ocppgateway.cli.fleet.report.ReportFile] first, then
/// [io.ocppgateway.cli.fleet.report.TextReport]. Nothing here may know how the fleet was asked for
/// or run.
@NullMarked
package io.ocppgateway.cli.fleet.report;

import org.jspecify.annotations.NullMarked;
