// Only what the charts of a report use; the build bundles it into one file, loaded when a chart is first shown.
// A chart type or component that is not named here draws nothing.
import { BarChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendScrollComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, PieChart, AriaComponent, GridComponent, LegendScrollComponent, TooltipComponent, SVGRenderer]);
globalThis.echarts = { init: echarts.init };
